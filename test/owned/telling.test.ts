import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { letters } from '#db/schema/letters.ts';
import { told } from '#db/schema/owned.ts';
import type { Instance } from '#src/accounts/context.ts';
import { findArticle } from '#src/catalog/catalog.ts';
import { stopPath } from '#src/letters/stop-link.ts';
import { stopLetters } from '#src/notifications/stop.ts';
import { saveWishes } from '#src/notifications/wishes.ts';
import { tellOwners } from '#src/owned/telling.ts';
import { addThing, changeThing, removeThing } from '#src/owned/things.ts';
import { newSite, type TestSite } from '#test/support/site.ts';
import { thing } from './support.ts';

const dayMs = 86_400_000;
/** Nine in the morning in Greece. */
const on = (day: string) => Date.parse(`${day}T07:00:00Z`);
const drill = { product: 'cordless-drill-t18/T18 Impact' };

let site: TestSite;
let instance: Instance;
beforeEach(async () => {
  site = await newSite();
  ({ instance } = site);
});

const add = (typed: Parameters<typeof thing>[0], person: 'ana' | 'ben' = 'ana', day = '2024-03-01') =>
  addThing(site.as(person, { now: on(day) }), thing(typed), null);
const tell = (day: string) => tellOwners(instance, on(day));
const written = async (kind?: string) => {
  const rows = await instance.db.read.select().from(letters);
  return rows.filter((row) => row.kind.match(kind ?? /warranty_ending|maintenance_due|notice/));
};

describe('a warranty that ends', () => {
  const bought = { bought: '2024-03-01', wish: 'warranty_ending' };

  test('is told thirty days ahead, once, in the owner’s language, with what goes on longer', async () => {
    const id = await add(bought);
    expect(await tell('2027-01-29')).toBe(0);
    expect(await tell('2027-01-30')).toBe(1);
    for (const day of ['2027-01-30', '2027-01-31', '2027-03-01', '2027-03-02'])
      expect(await tell(day)).toBe(0);
    expect(await written()).toMatchObject([
      {
        ...{ kind: 'warranty_ending', userId: 'ana', email: 'ana@example.com', locale: 'hu' },
        event: `warranty_ending:${id}:2027-03-01`,
        data: {
          ...{ name: 'Ana Kovács', side: 'commercial', until: '2027-03-01', then: '' },
          longer: expect.stringContaining('2034. március 1.'),
          link: `/hu/account/products/${id}/`,
        },
      },
    ]);
  });

  test('is told on the last day still, and never after it', async () => {
    await add(bought);
    expect(await tell('2027-03-02')).toBe(0);
    expect(await tell('2027-03-01')).toBe(1);
  });

  test('goes by the calendar of the country, not by ours', async () => {
    await add({ ...bought, country: 'GR' });
    const midnightInGreece = Date.parse('2027-01-29T22:00:00Z');
    expect(await tellOwners(instance, midnightInGreece - 1)).toBe(0);
    expect(await tellOwners(instance, midnightInGreece)).toBe(1);
  });

  test('is told by a second letter where the law goes on longer', async () => {
    await add({ ...drill, bought: '2024-03-01', country: 'SE', wish: 'warranty_ending' });
    expect(await tell('2026-02-01')).toBe(1);
    expect(await tell('2027-02-01')).toBe(1);
    expect((await written()).map(({ data }) => data)).toMatchObject([
      { side: 'commercial', until: '2026-03-01', then: '2027-03-01' },
      { side: 'statutory', until: '2027-03-01', then: '2026-03-01' },
    ]);
  });

  test('is told by one letter where both end on one day', async () => {
    await add({ ...drill, bought: '2024-03-01', country: 'GR', wish: 'warranty_ending' });
    expect(await tell('2026-02-15')).toBe(1);
    expect((await written())[0]?.data).toMatchObject({ side: 'both', until: '2026-03-01', then: '' });
    expect(await tell('2026-03-01')).toBe(0);
  });

  test('is told anew when the owner corrects the day, and not again when they put it back', async () => {
    const id = await add(bought);
    const correct = (day: string) =>
      changeThing(site.as('ana', { now: on('2027-02-02') }), id, thing({ bought: day }), null);
    expect(await tell('2027-02-01')).toBe(1);
    await correct('2024-03-02');
    expect(await tell('2027-02-02')).toBe(1);
    await correct('2024-03-01');
    expect(await tell('2027-02-02')).toBe(0);
  });

  test('is no letter to who did not ask, asked no more, cannot be reached, or owns it no longer', async () => {
    await add({ ...bought, wish: [] }, 'ben');
    const id = await add(bought);
    await saveWishes(site.as('ana'), ['notice']);
    expect(await tell('2027-02-01')).toBe(0);
    await saveWishes(site.as('ana'), ['warranty_ending']);
    const confirm = (emailVerifiedAt: number | null) =>
      instance.db.write((tx) => tx.update(users).set({ emailVerifiedAt }).where(eq(users.id, 'ana')));
    await confirm(null);
    expect(await tell('2027-02-01')).toBe(0);
    await confirm(1);
    await removeThing(site.as('ana'), id);
    expect(await tell('2027-02-01')).toBe(0);
  });

  test('is told once, whatever the address and however long the letter is gone', async () => {
    await add(bought);
    expect(await tell('2027-02-01')).toBe(1);
    await instance.db.write(async (tx) => {
      await tx.update(users).set({ email: 'ana.k@example.com' }).where(eq(users.id, 'ana'));
      await tx.delete(letters);
    });
    expect(await tell('2027-02-02')).toBe(0);
  });

  test('is ended by the link in its letter, and the other kinds go on', async () => {
    await add({ bought: '2024-03-01', wish: ['warranty_ending', 'notice'] });
    const row = { kind: 'warranty_ending', userId: 'ana', locale: 'hu', data: {} } as const;
    const path = stopPath(instance.secret, row) ?? '';
    expect(path).toMatch(/^\/hu\/letters\/stop\/ana\.warranty_ending\.[0-9a-f]{40}\/$/);
    const token = path.split('/')[4] ?? '';
    await expect(
      stopLetters(site.as(null), token.replace('warranty_ending', 'notice')),
    ).rejects.toMatchObject({
      reason: 'not_found',
    });
    await stopLetters(site.as(null), token);
    await stopLetters(site.as(null), token);
    expect(await tell('2027-02-01')).toBe(0);
    await instance.db.write((tx) => tx.update(users).set({ locale: 'en' }));
    await add({ ...drill, wish: [] });
    expect(await tell('2026-11-20')).toBe(1);
  });
});

describe('care that is due', () => {
  const care = { bought: '2026-01-15', wish: 'maintenance_due' };

  test('is told on its day, in one letter for all that falls on it', async () => {
    await add(care, 'ben', '2026-01-15');
    expect(await tell('2026-03-14')).toBe(0);
    expect(await tell('2026-03-15')).toBe(1);
    for (let day = on('2026-03-16'); day < on('2026-07-15'); day += dayMs) await tellOwners(instance, day);
    const before = (await written()).length;
    expect(await tell('2026-07-15')).toBe(1);
    const last = (await written()).at(-1);
    expect(before).toBeGreaterThan(1);
    expect(last?.data['tasks']?.split('\n').length).toBe(2);
    expect(last?.data['tasks']).toContain('15 July 2026');
  });

  test('is told late after a time off, but not when it is stale, nor from before it was kept', async () => {
    await add({ ...care, bought: '2025-01-15' }, 'ben', '2026-03-17');
    expect(await tell('2026-03-18')).toBe(0);
    expect(await tell('2026-05-20')).toBe(1);
    const [row] = await written();
    expect(row?.data['tasks']).toContain('15 May 2026');
    expect(row?.data['tasks']).not.toContain('March');
  });

  test('that comes round every other week is in the calendar, not in letters', async () => {
    await add(care, 'ben', '2026-01-15');
    for (let day = on('2026-01-15'); day < on('2027-01-15'); day += dayMs) await tellOwners(instance, day);
    const tasks = (await written()).flatMap(({ data }) => data['tasks']?.split('\n') ?? []);
    expect(tasks.join('\n')).not.toContain('seal');
    expect(new Set(tasks).size).toBe(tasks.length);
  });
});

describe('a notice', () => {
  const owned = { ...drill, bought: '2026-04-02', wish: 'notice' };

  test('reaches an owner once, also of two, from the day it is published', async () => {
    await add(owned, 'ana', '2026-05-01');
    await add({ ...owned, product: 'cordless-drill-t18' }, 'ana', '2026-05-01');
    expect(await tell('2026-11-15')).toBe(0);
    expect(await tell('2026-11-16')).toBe(1);
    expect(await tell('2026-11-17')).toBe(0);
    expect(await written()).toMatchObject([
      {
        kind: 'notice',
        locale: 'hu',
        data: {
          ...{ level: 'recall', untranslated: 'no', link: '/hu/articles/recall-battery-b18-4/' },
          things: expect.stringContaining('T18 Impact'),
        },
      },
    ]);
  });

  test('leaves out owners of other models and serial numbers', async () => {
    await add({ ...owned, serial: 'T1826G01234' }, 'ana', '2026-05-01');
    await add({ ...owned, product: 'espresso-machine-c3/C3' }, 'ben', '2026-05-01');
    expect(await tell('2026-11-20')).toBe(0);
  });

  test('that nobody translated comes in English and says so; a known issue is old news after 90 days', async () => {
    const machine = { ...owned, product: 'espresso-machine-c3/C3 Duo' };
    await add(machine, 'ana', '2026-05-01');
    expect(await tell('2026-11-19')).toBe(1);
    expect((await written())[0]?.data).toMatchObject({
      ...{ level: 'known-issue', untranslated: 'yes', link: '/hu/articles/c3-duo-display-stays-dark/' },
      title: findArticle(instance.catalog, 'c3-duo-display-stays-dark')?.wordings.en.title,
    });
    await add(machine, 'ben', '2027-02-18');
    expect(await tell('2027-02-18')).toBe(0);
  });

  test('that is a recall reaches whoever keeps the thing years later', async () => {
    await add(owned, 'ben', '2029-01-01');
    expect(await tell('2029-01-01')).toBe(1);
  });
});

test('thousands of owners are told, each once, also by two processes at a time', async () => {
  const people = Array.from({ length: 230 }, (_, index) => `p${String(index).padStart(3, '0')}`);
  await instance.db.write(async (tx) => {
    for (const id of people)
      await tx.insert(users).values({
        ...{ id, name: id, displayName: id, email: `${id}@example.com`, emailVerifiedAt: 1, createdAt: 1 },
      });
  });
  for (const id of people)
    await addThing(
      { ...site.as('ben', { now: on('2026-05-01') }), actor: { ...actorOf(), id } },
      thing({ ...drill, bought: '2026-04-02', wish: 'notice' }),
      null,
    );
  const counts = await Promise.all([tell('2026-11-16'), tell('2026-11-16')]);
  expect(counts[0] + counts[1]).toBe(people.length);
  expect(await instance.db.read.$count(told)).toBe(people.length);
});

function actorOf() {
  const { actor } = site.as('ben');
  if (!actor) throw new Error('Ben is somebody.');
  return actor;
}
