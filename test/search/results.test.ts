import { describe, expect, test } from 'vitest';
import { threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { locales } from '#src/i18n/locales.ts';
import { articlesIn } from '#src/search/opened.ts';
import { search, suggest } from '#src/search/results.ts';
import { indexThread } from '#src/search/threads/threads.ts';
import { newSite, today } from '#test/support/site.ts';
import { asked } from './asked.ts';
import { searches } from './support.ts';

const everything = { product: undefined, kind: undefined, language: undefined, exact: false, page: 1 };
const titles = async (ctx: Context, typed: string, narrowed = {}) =>
  (await search(ctx, { ...everything, typed, ...narrowed })).rows.map(({ title }) => title);

describe('one list of articles and threads', () => {
  test('the article comes first for its own words, the thread for its own title', async () => {
    const site = await newSite();
    await asked(site, 'Drum full of water, will not drain', { solution: 'A sock in the filter.' });
    const ctx = site.as(null);
    const [first, ...others] = (await titles(ctx, 'will not drain')).slice(0, 5);
    expect(first).toBe('Washing machine will not drain');
    expect(others).toContain('Drum full of water, will not drain');
    expect((await titles(ctx, 'drum full of water will not drain'))[0]).toBe(
      'Drum full of water, will not drain',
    );
  });

  test('a thread is found by what solved it, a second after it was written', async () => {
    const site = await newSite();
    const id = await asked(site, 'Strange smell', { solution: 'Vinegar in the flibberdrawer.' });
    const { rows } = await search(site.as(null), { ...everything, typed: 'flibberdrawer' });
    expect(rows).toMatchObject([
      {
        title: 'Strange smell',
        kind: 'threads',
        path: `/en/community/${id}/x/`,
        thread: { state: 'solved' },
      },
    ]);
    expect(rows[0]?.passage).toContainEqual({ text: 'flibberdrawer', marked: true });
  });

  test('solved comes before open, the reader’s language before another', async () => {
    const site = await newSite();
    await asked(site, 'Dryer on top: open');
    await asked(site, 'Dryer on top: solved', { solution: 'Yes, with the kit.' });
    await asked(site, 'Dryer on top: elsewhere', { locale: 'sv', solution: 'Ja.' });
    expect((await titles(site.as(null), 'dryer top')).slice(0, 3)).toEqual([
      'Dryer on top: solved',
      'Dryer on top: open',
      'Dryer on top: elsewhere',
    ]);
    expect((await titles(site.as(null, { locale: 'sv' }), 'dryer top'))[0]).toBe('Dryer on top: elsewhere');
  });

  test('a deleted thread is never found', async () => {
    const site = await newSite();
    const id = await asked(site, 'Flibber in the drum');
    await site.instance.db.write(async (tx) => {
      await tx.update(threads).set({ deletedAt: today });
      await indexThread(tx, id);
    });
    expect(await titles(site.as(null), 'flibber')).toEqual([]);
  });

  test('a product and a kind narrow it, and the address keeps them', async () => {
    const site = await newSite();
    const ctx = site.as(null);
    await asked(site, 'Warranty of the drill', { product: 'cordless-drill-t18' });
    await asked(site, 'Warranty of the washer', { product: 'washing-machine-w80' });
    expect(await titles(ctx, 'warranty', { kind: 'threads', product: 'cordless-drill-t18' })).toEqual([
      'Warranty of the drill',
    ]);
    const { rows } = await search(ctx, { ...everything, typed: 'warranty', kind: 'warranty' });
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['warranty']));
  });
});

describe('spelling', () => {
  test('what was mended is said', async () => {
    const site = await newSite();
    expect(await search(site.as(null), { ...everything, typed: 'wont drian' })).toMatchObject({
      mended: 'wont drain',
    });
  });

  test('a word that people write is no slip, though no article has it', async () => {
    const site = await newSite();
    await asked(site, 'The drian keeps its socks');
    const { mended, rows } = await search(site.as(null), { ...everything, typed: 'drian socks' });
    expect(mended).toBeUndefined();
    expect(rows[0]?.title).toBe('The drian keeps its socks');
  });
});

describe('anything may be typed', () => {
  const odd = [
    '"',
    '""',
    "'",
    'NEAR(a b)',
    'a AND',
    'OR',
    'NOT x',
    '*',
    'dra*',
    'title:drain',
    '-drain',
    '^drain',
    'foo:',
    'a^',
    '{',
    '(',
    ')',
    ';--',
    '%',
    '\\',
    '\u0000',
    '\ud800',
    '😀',
    'ς',
  ];

  test.each(locales)('signs are words or nothing in %s', async (locale) => {
    const site = await newSite();
    await asked(site, 'Drain "filter" near the pump', { locale });
    for (const typed of odd)
      await expect(search(site.as(null, { locale }), { ...everything, typed })).resolves.toBeDefined();
  });

  test('10,000 characters of any script are calm', async () => {
    const site = await newSite();
    await asked(site, 'Drain');
    for (const typed of [
      'α'.repeat(10_000),
      'drain '.repeat(1_700),
      'x1 '.repeat(3_400),
      '"'.repeat(10_000),
    ]) {
      const { text } = await search(site.as(null), { ...everything, typed });
      expect(text.length).toBeLessThanOrEqual(200);
    }
  });
});

describe('suggestions while asking', () => {
  test('are up to four articles, then up to four threads, solved ones first', async () => {
    const site = await newSite();
    for (const number of [1, 2, 3, 4, 5]) await asked(site, `Washing machine will not drain, ${number}`);
    await asked(site, 'Water stays in the washing machine', {
      body: 'It does not drain.',
      solution: 'Sock.',
    });
    const rows = await suggest(site.as(null), 'my washing machine does not drain', undefined);
    expect(rows.map(({ kind }) => kind === 'threads')).toEqual([
      ...Array(4).fill(false),
      ...Array(4).fill(true),
    ]);
    expect(rows[0]?.title).toBe('Washing machine will not drain');
    expect(rows[4]?.title).toBe('Water stays in the washing machine');
  });

  test('are none when there is nothing', async () => {
    const site = await newSite();
    expect(await suggest(site.as(null), 'qwxzv', undefined)).toEqual([]);
    expect(await suggest(site.as(null), '', undefined)).toEqual([]);
  });
});

test.each(locales)('the server ranks as the browser does in %s', async (locale) => {
  const site = await newSite();
  const server = await articlesIn(site.instance, locale);
  for (const typed of ['garantia', 'E18', 'εγγυηση', 'wont drian', 'kyl', 'vizet', 'W80 Plus'])
    expect((await server.search(typed)).hits).toEqual((await searches[locale].search(typed)).hits);
});
