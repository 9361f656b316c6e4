import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '#src/catalog/catalog.ts';
import { readContent } from '#src/catalog/read.ts';
import { type Locale, locales } from '#src/i18n/locales.ts';
import { clausePath } from '#src/warranty/addresses.ts';
import { type Asked, readCase } from '#src/warranty/asked.ts';
import { judge } from '#src/warranty/judge.ts';
import { lettersFor, mailto } from '#src/warranty/letter.ts';
import { timelineOf } from '#src/warranty/timeline.ts';

const now = Date.UTC(2026, 10, 22, 12);
let catalog: Catalog;
beforeAll(async () => {
  ({ catalog } = await readContent('content'));
});

const ask = (query: string, locale: Locale = 'en', at = now): Asked =>
  readCase(new URLSearchParams(query), catalog, locale, at);
const judged = (query: string, locale: Locale = 'en') => judge(catalog, ask(query, locale), locale);
const w80 = 'product=washing-machine-w80&bought=2025-03-03&country=GR&event=defect';

describe('the first visit', () => {
  test('asks, and complains about nothing', () => {
    expect(ask('').form).toMatchObject({ status: 200, errors: {} });
    expect(ask('utm_source=x&product[]=y').form).toMatchObject({ status: 200, errors: {} });
  });

  test('guesses the country from the language of the page alone', () => {
    const guesses = { en: 'GB', el: 'GR', hu: 'HU', fr: 'FR', es: 'ES', sv: 'SE' };
    for (const locale of locales) expect(ask('', locale).country).toBe(guesses[locale]);
  });

  test('a link that knows some of it fills that in, and complains about nothing', () => {
    const { form, product, kase } = ask('product=espresso-machine-c3&country=fr');
    expect(form).toMatchObject({ status: 200, errors: {}, values: { country: 'FR' } });
    expect(product).toBe('espresso-machine-c3');
    expect(kase).toBeUndefined();
  });
});

describe('what is printed on the product', () => {
  test.each([
    ['W80 Plus', 'washing-machine-w80', undefined],
    ['w80plus', 'washing-machine-w80', undefined],
    ['  k340  nofrost ', 'fridge-freezer-k340', undefined],
    ['W8024F004512', 'washing-machine-w80', undefined],
    [' w80 24f 004512', 'washing-machine-w80', undefined],
    ['b18-4', 'cordless-drill-t18', 'battery'],
    ['B184 25H 10382', 'cordless-drill-t18', 'battery'],
  ])('%j is told to be a product', (plate, product, part) => {
    for (const query of [{ model: plate }, { product: plate }]) {
      const asked = ask(
        new URLSearchParams({ ...query, bought: '2026-01-02', event: 'defect', country: 'HU' }).toString(),
      );
      expect(asked.form.errors).toEqual({});
      expect(asked.kase).toMatchObject({ product, part });
      expect(asked.form.values).toMatchObject({ product, model: plate.trim() });
    }
  });

  test('a number that is nobody’s is a fault only where no product was chosen', () => {
    expect(ask(`${w80}&model=ZZ-1`).kase).toBeDefined();
    expect(ask('model=ZZ-1&bought=2025-03-03&event=defect').form.errors).toEqual({
      model: 'warranty.fault.model',
    });
  });

  test('a number of another product is asked about', () => {
    expect(ask(`${w80}&model=T18`).form).toMatchObject({
      status: 400,
      errors: { model: 'warranty.fault.model-other' },
    });
  });
});

describe('bad input', () => {
  test.each([
    ['bought=2025-02-31', 'bought', 'no-such-day'],
    ['bought=2025-02-29', 'bought', 'no-such-day'],
    ['bought=1899-12-31', 'bought', 'year'],
    ['bought=12026-01-01', 'bought', 'date'],
    ['bought=3.3.2025', 'bought', 'date'],
    ['bought=-2025-01-01', 'bought', 'date'],
    ['bought=2026-11-23', 'bought', 'future'],
    ['bought=9999-12-31', 'bought', 'year'],
    ['country=QQ', 'country', 'country'],
    ['country=EU', 'country', 'country'],
    ['country=Greece', 'country', 'country'],
    ['event=nonsense', 'event', 'event'],
    ['event=__proto__', 'event', 'event'],
    ['product=washing-machine-w80&event=battery-dead', 'event', 'event-other'],
    ['condition=mint', 'condition', 'choice'],
    ['where=moon', 'where', 'choice'],
    ['seller=constructor', 'seller', 'choice'],
    ['product=washing-machine-w80&part=__proto__', 'part', 'choice'],
    ['price=abc', 'price', 'price'],
    ['price=-5', 'price', 'price'],
    ['price=0', 'price', 'price'],
    ['price=1e309', 'price', 'price'],
    ['price=Infinity', 'price', 'price'],
    ['price=5 XXZ', 'price', 'price'],
    ['price=99999999999', 'price', 'price'],
    ['repaired=2027-01-01', 'repaired', 'repaired-future'],
    ['bought=2026-05-05&repaired=2026-05-04', 'repaired', 'repaired'],
    ['condition=used&bought=2026-05-05&first=2026-05-06', 'first', 'first'],
    ['product=washing-machine-w80&product=fridge-freezer-k340', 'product', 'twice'],
    ['bought=2026-01-01&bought=2026-01-01', 'bought', 'twice'],
    ['product=toaster', 'model', 'model'],
  ])('%s is the sender’s fault, said at the field', (query, field, fault) => {
    const { form, kase } = ask(query);
    expect(form.status).toBe(400);
    expect(form.errors).toEqual({ [field]: `warranty.fault.${fault}` });
    expect(kase).toBeUndefined();
  });

  test('the sent form says what is missing, in the order of its fields', () => {
    const { form } = ask('product=&model=&bought=&country=GR&event=&condition=new&delivered=');
    expect(form.status).toBe(400);
    expect(Object.keys(form.errors)).toEqual(['product', 'bought', 'event']);
  });

  test('keeps what was typed, but not a million characters of it', () => {
    const { form } = ask(new URLSearchParams({ bought: 'x'.repeat(1_000_000), model: 'W80' }).toString());
    expect(form.values['bought']).toHaveLength(120);
    expect(form.values['model']).toBe('W80');
  });

  test('marks that nobody sees do not make a good answer bad', () => {
    const typed = {
      bought: '\u200e2025-03-03\u0000\u202c',
      product: 'washing-machine-w80\u200b',
      event: ' defect\t',
    };
    expect(ask(new URLSearchParams(typed).toString()).kase).toMatchObject({ bought: '2025-03-03' });
  });

  test('half a character, or nothing that can be read, never throws', () => {
    for (const value of ['%ED%A0%80', '%FF', '%F0%9F%98%80', '%', "';--", '<script>'])
      expect(ask(`model=${value}&bought=${value}&event=${value}&price=${value}`).form.status).toBe(400);
  });
});

describe('days', () => {
  test('today is the day in the buyer’s country', () => {
    const lateEvening = Date.UTC(2026, 10, 22, 22, 30);
    const query = 'product=washing-machine-w80&event=defect&bought=2026-11-23';
    expect(ask(`${query}&country=GR`, 'en', lateEvening).kase?.today).toBe('2026-11-23');
    expect(ask(`${query}&country=IE`, 'en', lateEvening).form.errors).toEqual({
      bought: 'warranty.fault.future',
    });
  });

  test('where the zone is not known, the buyer’s own day counts', () => {
    const { kase } = ask('product=washing-machine-w80&event=defect&bought=2026-11-23&country=NZ');
    expect(kase?.today).toBe('2026-11-23');
  });

  test('before the first terms there is a sentence of its own, not a fault', () => {
    const found = judged('product=washing-machine-w80&event=defect&bought=2001-05-05&country=HU');
    expect(found?.headline).toBe(
      'Bought before our terms begin (1 January 2016): write to us, older terms apply',
    );
    expect(found?.verdict.commercial.on.map(({ what }) => what)).toEqual(['terms']);
    expect(found?.verdict.next[0]?.sentence.words).toEqual({ key: 'warranty.next-write' });
    const [letter] = found ? lettersFor(catalog, found.asked, found.verdict, 'en') : [];
    expect(letter).toMatchObject({ kind: 'claim', to: catalog.site.email });
    expect(letter?.body).toContain('your terms of that time');
  });
});

test.each([
  ['249990 HUF', 'HU', 249990, 'HUF'],
  ['249 990 Ft', 'HU', 249990, 'HUF'],
  ['249.990', 'HU', 249990, 'HUF'],
  ['HUF 249,990', 'HU', 249990, 'HUF'],
  ['1.299,00 €', 'HU', 1299, 'EUR'],
  ['1,299.50', 'IE', 1299.5, 'EUR'],
  ['649,9', 'FR', 649.9, 'EUR'],
  ['4 995 kr', 'SE', 4995, 'SEK'],
  ['4995:-', 'SE', 4995, 'SEK'],
  ['£549', 'GB', 549, 'GBP'],
])('the price %j in %s is read as people write it', (price, country, amount, currency) => {
  const fields = { product: 'washing-machine-w80', bought: '2025-03-03', event: 'defect', price, country };
  expect(ask(new URLSearchParams(fields).toString()).kase?.price).toEqual({ amount, currency });
});

describe('the verdict', () => {
  test('is said in plain words first', () => {
    const says = (query: string) => judged(query)?.headline;
    expect(says(w80)).toBe('Covered by our warranty until 3 March 2028');
    expect(says(w80.replace('defect', 'impact'))).toMatch(/^Not covered/);
    const sound = w80.replace('2025-03-03', '2026-11-01').replace('defect', 'changed-mind');
    expect(says(sound)).toBe('It depends on where you bought it');
    expect(says(`${sound}&where=shop`)).toBe('Whether it can go back is up to the seller');
    expect(says(`${sound}&where=maker`)).toMatch(/^You can send it back until/);
  });

  test.each([
    // Our term on a battery is over, the seller must still prove that the fault came later.
    [
      'cordless-drill-t18',
      'battery-dead',
      '2025-06-02',
      'ES',
      /^The seller answers for it until .*; our warranty does not cover it$/,
    ],
    // What came from outside concerns nobody but the owner, however new the product is.
    ['cordless-drill-t18', 'impact', '2026-06-02', 'FR', /^Not covered, neither/],
    [
      'fridge-freezer-k340',
      'defect',
      '2020-06-02',
      'GR',
      /^No longer covered: our warranty ended on 2 June 2023$/,
    ],
    ['espresso-machine-c3', 'noise', '2026-01-02', 'SE', /^It depends on what caused it$/],
    [
      'washing-machine-w80',
      'defect',
      '2021-01-02',
      'GR',
      /^It depends on the part: still covered is the motor$/,
    ],
  ])('of %s, %s, bought on %s in %s', (product, event, bought, country, words) => {
    const query = new URLSearchParams({ product, event, bought, country });
    expect(judged(query.toString())?.headline).toMatch(words);
  });

  test('rejecting and replacing at once are letters of their own', () => {
    const letterFor = (query: string, kind: string) => {
      const found = judged(query);
      return found && lettersFor(catalog, found.asked, found.verdict, 'en').find((one) => one.kind === kind);
    };
    const soon = 'product=washing-machine-w80&bought=2026-11-20&event=defect';
    expect(letterFor(`${soon}&country=GB`, 'reject')?.body).toContain('whole price back');
    expect(letterFor(`${soon}&country=HU&price=300000`, 'replace')?.body).toContain('§ hu.guarantee');
  });

  test('asks back for the price where the law goes by it', () => {
    const found = judged('product=washing-machine-w80&bought=2023-12-01&country=HU&event=defect');
    expect(found?.wanted).toContain('price');
  });

  test.each(locales)('in %s every sentence has a clause that can be read, and none a blank', (locale) => {
    const rests = [
      'bought=2026-11-10',
      'bought=2024-12-01&repaired=2025-03-03',
      'bought=2019-01-01&condition=used',
    ];
    for (const { product } of catalog.policies)
      for (const { id: event } of catalog.events)
        for (const country of ['GR', 'HU', 'FR', 'ES', 'SE', 'IE', 'GB', 'DE', 'ZZ'])
          for (const rest of rests) {
            const found = judged(`product=${product}&event=${event}&country=${country}&${rest}`, locale);
            if (!found) continue;
            expect(found.headline).not.toMatch(/\{\{|warranty\.[a-z]/);
            const { commercial, statutory, mandatory, returns } = found.verdict;
            for (const side of [commercial, statutory, mandatory, returns])
              for (const { clause } of side?.sentences ?? [])
                expect(clausePath(catalog, locale, product, clause)).toMatch(/^\/[a-z]{2}\/warranty\/.+#/);
            for (const { subject, body } of lettersFor(catalog, found.asked, found.verdict, locale))
              expect(subject + body).not.toMatch(/\{\{|warranty\.[a-z]|undefined/);
          }
  });

  test('writes the claim with everything that is known', () => {
    const found = judged(`${w80}&model=W8024F004512&delivered=2025-03-10`);
    const [letter] = found ? lettersFor(catalog, found.asked, found.verdict, 'en') : [];
    expect(letter?.to).toBe(catalog.site.email);
    for (const words of [
      'Washing machine W80',
      'W8024F004512',
      '3 March 2025',
      '10 March 2025',
      '§ halvard.',
    ])
      expect(letter?.body).toContain(words);
    expect(letter && new URL(mailto(letter)).searchParams.get('body')).toContain('W8024F004512');
  });

  test('draws every right on one scale, today among them', () => {
    const found = judged(w80);
    const line = found && timelineOf('2026-11-22', [found.verdict.commercial, found.verdict.statutory]);
    expect(line?.bars.map(({ kind, tone }) => `${kind} ${tone}`)).toEqual([
      'full covered',
      'burden over',
      'liability depends',
    ]);
    for (const { start, length } of line?.bars ?? []) expect(start + length).toBeLessThanOrEqual(100);
    expect(line?.today).toBeGreaterThan(50);
  });
});
