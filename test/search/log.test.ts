import { describe, expect, test } from 'vitest';
import { searchChoices as storedChoices, searchMisses as storedMisses } from '#db/schema/search.ts';
import type { Context } from '#src/accounts/context.ts';
import { noteChoice, searchChoices } from '#src/search/choices.ts';
import { loggedWords, sweepSearchLog } from '#src/search/log.ts';
import { searchMisses } from '#src/search/misses.ts';
import { search, suggest } from '#src/search/results.ts';
import { newSite, today } from '#test/support/site.ts';
import { asked } from './asked.ts';

const day = 86_400_000;
const all = { product: undefined, kind: undefined, language: undefined, exact: false, page: 1 };
const look = (ctx: Context, typed: string, narrowed = {}) => search(ctx, { ...all, typed, ...narrowed });
const midnight = today - (today % day);

describe('a search that finds nothing', () => {
  test('is added up by its words, language and product, and the day it was last', async () => {
    const site = await newSite();
    const ctx = site.as(null);
    await look(ctx, 'Qwxzv Žlorp');
    await look(site.as('ana', { now: today + 2 * day }), 'qwxzv   zlorp');
    await look(ctx, 'qwxzv zlorp', { product: 'cordless-drill-t18' });
    await look(site.as(null, { locale: 'sv' }), 'qwxzv zlorp');
    expect(await searchMisses(site.as('mo'))).toEqual([
      { locale: 'en', words: 'qwxzv zlorp', product: '', count: 2, lastAt: midnight + 2 * day },
      ...[
        { locale: 'en', words: 'qwxzv zlorp', product: 'cordless-drill-t18', count: 1, lastAt: midnight },
        { locale: 'sv', words: 'qwxzv zlorp', product: '', count: 1, lastAt: midnight },
      ].map((miss) => expect.objectContaining(miss) as object),
    ]);
  });

  test('is none of these: found, half typed, narrowed to a kind or language, exactly as typed, a robot’s', async () => {
    const site = await newSite();
    const ctx = site.as(null);
    await asked(site, 'Qwxzv in the drum');
    await look(ctx, 'qwxzv');
    await suggest(ctx, 'zlorpfi');
    await look(ctx, 'zlorpfi', { kind: 'warranty' });
    await look(ctx, 'zlorpfi', { language: 'hu' });
    await look(ctx, 'zlorpfi', { exact: true });
    await look({ ...ctx, agent: 'Examplebot/2.1' }, 'zlorpfi');
    expect(await searchMisses(site.as('mo'))).toEqual([]);
  });

  test('leaves no trace where somebody asks not to be followed, or the site keeps no log', async () => {
    const site = await newSite();
    await look(site.as(null, { untracked: true }), 'zlorpfi');
    expect(await searchMisses(site.as('root'))).toEqual([]);
    const silent = await newSite({ SEARCH_LOG: 'off' });
    await look(silent.as(null), 'zlorpfi');
    await noteChoice(silent.as(null), { q: 'drain', path: '/en/articles/washer-not-draining/', rank: 1 });
    expect(await searchMisses(silent.as('root'))).toEqual([]);
    expect(await searchChoices(silent.as('root'))).toEqual([]);
  });

  test.each([
    ['ana@example.com does not get letters', 'does not get letters'],
    ['call me 06 12 34 56 78 please', 'call me please'],
    ['order +36 (20) 123-4567', 'order'],
    ['serial FD92-03481 of my W80', 'serial of my w80'],
    ['serial FD9203481', 'serial'],
    ['https://shop.example/u/ana?t=1 broken', 'broken'],
    ['E18 on W80 Plus', 'e18 on w80 plus'],
    ['４１１１ １１１１ １１１１ １１１１', ''],
    [`${'a'.repeat(300)} ${'b '.repeat(50)}`, `${'a'.repeat(40)} ${'b '.repeat(11)}`.trim()],
    ['"; drop table threads', 'drop table threads'],
    ['', ''],
  ])('%s is kept as "%s"', (typed, kept) => {
    expect(loggedWords(typed, 'en')).toBe(kept);
  });

  test('is for editors to see and nobody else', async () => {
    const site = await newSite();
    await expect(searchMisses(site.as(null))).rejects.toMatchObject({ reason: 'signed_out' });
    for (const person of ['ana', 'eli'] as const) {
      await expect(searchMisses(site.as(person))).rejects.toMatchObject({ reason: 'not_allowed' });
      await expect(searchChoices(site.as(person))).rejects.toMatchObject({ reason: 'not_allowed' });
    }
  });

  test('is still a search when it cannot be counted', async () => {
    const site = await newSite();
    const ctx = site.as(null);
    const full = { ...ctx.db, write: () => Promise.reject(new Error('disk full')) };
    await expect(look({ ...ctx, db: full }, 'zlorpfi')).resolves.toMatchObject({ rows: [], total: 0 });
  });

  test('is counted so often from one address and no more', async () => {
    const site = await newSite({ RATE_LIMITS: 'on' });
    for (let number = 0; number < 65; number += 1)
      await look(
        site.as(null),
        `zlorpfi${String.fromCharCode(97 + (number % 26), 97 + Math.floor(number / 26))}zq`,
      );
    expect(await searchMisses(site.as('mo'))).toHaveLength(60);
  });
});

describe('what is opened', () => {
  test('is added up by words, address and place, the same in every language', async () => {
    const site = await newSite();
    const id = await asked(site, 'Pump');
    const ctx = site.as(null);
    const [article] = ctx.catalog.articles;
    for (const path of [`/en/articles/${article?.slug}/`, `/hu/articles/${article?.slug}/`])
      await noteChoice(ctx, { q: 'Drains', path, rank: 1 });
    await noteChoice(ctx, { q: 'drains', path: `/en/community/${id}/pump/`, rank: 2 });
    expect(await searchChoices(site.as('mo'))).toEqual([
      {
        locale: 'en',
        words: 'drains',
        path: `articles/${article?.slug}`,
        rank: 1,
        count: 2,
        lastAt: midnight,
      },
      { locale: 'en', words: 'drains', path: `community/${id}`, rank: 2, count: 1, lastAt: midnight },
    ]);
  });

  test('is nothing that is not there', async () => {
    const site = await newSite();
    const paths = [
      '/en/articles/no-such-article/',
      '/en/community/999/x/',
      '//evil.example/',
      'x',
      '/en/sign-in/',
    ];
    for (const path of [...paths, '/en/community/999999999999999999/x/'])
      await noteChoice(site.as(null), { q: 'pump', path, rank: 1 });
    expect(await searchChoices(site.as('mo'))).toEqual([]);
  });
});

describe('the log', () => {
  const fill = async (site: Awaited<ReturnType<typeof newSite>>) => {
    const miss = { locale: 'en', product: '' } as const;
    await site.instance.db.write(async (tx) => {
      await tx.insert(storedMisses).values([
        { ...miss, words: 'once, long ago', count: 1, lastAt: today - 61 * day },
        { ...miss, words: 'often, long ago', count: 9, lastAt: today - 61 * day },
        { ...miss, words: 'often, last year', count: 9, lastAt: today - 366 * day },
        { ...miss, words: 'once', count: 1, lastAt: today },
      ]);
      await tx.insert(storedChoices).values({
        locale: 'en',
        words: 'x',
        path: 'community/1',
        rank: 1,
        count: 1,
        lastAt: today - 61 * day,
      });
    });
  };

  test('forgets what was searched once after two months, and everything after a year', async () => {
    const site = await newSite();
    await fill(site);
    await sweepSearchLog(site.instance, today);
    const words = (await searchMisses(site.as('mo'))).map(({ words }) => words);
    expect(words).toEqual(['often, long ago', 'once']);
    expect(await searchChoices(site.as('mo'))).toEqual([]);
  });

  test('is emptied when the site keeps none any more', async () => {
    const site = await newSite({ SEARCH_LOG: 'off' });
    await fill(site);
    await sweepSearchLog(site.instance, today);
    expect(await searchMisses(site.as('mo'))).toEqual([]);
  });

  test('makes room when it is full', async () => {
    const site = await newSite();
    await site.instance.db.write(async (tx) => {
      for (let first = 0; first < 5_000; first += 1_000)
        await tx.insert(storedMisses).values(
          Array.from({ length: 1_000 }, (_, at) => ({
            ...{ locale: 'en' as const, words: `old ${first + at}`, product: '', lastAt: today - day },
            count: first + at === 7 ? 1 : 2,
          })),
        );
    });
    await look(site.as(null), 'zlorpfi');
    expect(await site.instance.db.read.$count(storedMisses)).toBe(5_000);
    const kept = await site.instance.db.read.select({ words: storedMisses.words }).from(storedMisses);
    expect(kept.map(({ words }) => words)).toContain('zlorpfi');
    expect(kept.map(({ words }) => words)).not.toContain('old 7');
  });
});
