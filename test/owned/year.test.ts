import type { Email } from 'postal-mime';
import { expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { careOf, nextDue } from '#src/guides/care.ts';
import { longDate } from '#src/i18n/format.ts';
import { type Locale, locales } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';
import { sendDueLetters } from '#src/letters/sender.ts';
import { openTransport } from '#src/letters/transport.ts';
import { tellOwners } from '#src/owned/telling.ts';
import { addThing } from '#src/owned/things.ts';
import { startMailServer } from '#test/support/mail-server.ts';
import { newSite } from '#test/support/site.ts';
import { thing } from './support.ts';

const dayMs = 86_400_000;
const first = Date.UTC(2026, 2, 1, 9);
const year = Array.from({ length: 366 }, (_, index) => first + index * dayMs);
const countries = { en: 'IE', el: 'GR', hu: 'HU', fr: 'FR', es: 'ES', sv: 'SE' } satisfies Record<
  Locale,
  string
>;
const emailOf = (locale: Locale) => `owner-${locale}@example.com`;

const owned = [
  { product: 'cordless-drill-t18', model: 'T18', bought: '2024-09-15' },
  { product: 'espresso-machine-c3', model: 'C3 Duo', bought: '2025-02-28' },
];

/** Every task that falls due on a day of the year, as its letter says it. */
function expectedTasks(catalog: Catalog, locale: Locale): string[] {
  const days = year.map((now) => new Date(now).toISOString().slice(0, 10));
  return owned.flatMap(({ product, model, bought }) =>
    careOf(catalog, product, model)
      .filter(({ every }) => !('weeks' in every) || every.weeks >= 4)
      .flatMap((task) =>
        days
          .filter((day) => nextDue(task, bought, day) === day)
          .map((day) =>
            translator(locale)('letter.maintenance_due.task', {
              task: task.name[locale],
              count: task.minutes,
              date: longDate(Date.parse(day), locale),
            }),
          ),
      ),
  );
}

/** What stands in the lists of letters. */
const linesOf = (received: Email[]): string[] =>
  received.flatMap(({ text }) => [...(text ?? '').matchAll(/^- (?!\n)(.+)$/gm)].map(([, line = '']) => line));

test(
  'over a year every owner gets every letter once, in their language, through the mail server',
  { timeout: 60_000 },
  async () => {
    const mail = await startMailServer();
    const { instance, as } = await newSite({ SMTP_URL: mail.url });
    const transport = openTransport(instance.settings);
    const ben = as('ben', { now: first });
    if (!ben.actor) throw new Error('Ben is somebody.');
    for (const locale of locales) {
      const id = `owner-${locale}`;
      const owner = { id, name: id, displayName: id, email: emailOf(locale), locale };
      await instance.db.write((tx) =>
        tx.insert(users).values({ ...owner, emailVerifiedAt: 1, createdAt: 1 }),
      );
      const typed = { country: countries[locale], wish: ['warranty_ending', 'maintenance_due', 'notice'] };
      const ctx = { ...ben, actor: { ...ben.actor, id } };
      for (const { product, model, bought } of owned)
        await addThing(ctx, thing({ ...typed, product: `${product}/${model}`, bought }), null);
    }
    for (const [day, now] of year.entries()) {
      await tellOwners(instance, now);
      if (day % 30 === 0) await tellOwners(instance, now);
      await sendDueLetters(instance, transport, () => now);
    }
    transport.close();
    await mail.close();

    expect(new Set(mail.received.map(({ messageId }) => messageId)).size).toBe(mail.received.length);
    for (const locale of locales) {
      const t = translator(locale);
      const own = mail.received.filter(({ to }) => to?.[0]?.address === emailOf(locale));
      for (const letter of own) {
        const headers = new Map(letter.headers.map(({ key, value }) => [key, value]));
        expect(headers.get('content-language')).toBe(locale);
        expect(headers.get('list-unsubscribe')).toContain(`/${locale}/letters/stop/owner-${locale}.`);
        expect(letter.text).toContain(t('letter.greeting', { name: `owner-${locale}` }));
        expect(letter.text).toContain(t('letter.why.wish', { site: 'Halvard' }));
      }
      const saying = (words: string) => own.filter(({ text }) => text?.includes(words)).length;
      expect(saying('/articles/recall-battery-b18-4/'), locale).toBe(1);
      expect(saying('/articles/c3-duo-display-stays-dark/'), locale).toBe(1);
      expect(saying(t('letter.notice.untranslated')), locale).toBe(
        locale === 'en' || locale === 'sv' ? 0 : 1,
      );
      // The older drill's warranty ends on 15 September 2026, the coffee machine's after the year.
      expect(saying(t('letter.warranty_ending.action')), locale).toBe(1);
      expect(linesOf(own).sort(), locale).toEqual(expectedTasks(instance.catalog, locale).sort());
    }
  },
);
