import { describe, expect, test } from 'vitest';
import { locales } from '#src/i18n/locales.ts';
import { search } from '#src/search/results.ts';
import { newSite, today } from '#test/support/site.ts';
import { madeUp, writeCorpus } from '../../bench/thread-corpus.ts';
import { queriesFor } from '../../bench/thread-queries.ts';
import { threadsTable } from '../../bench/threads.ts';

const corpus = madeUp();
const summary = { p50: 1, p95: 20, most: 160 };
const figures = { threads: 100_000, queries: { all: summary }, processor: summary, reply: summary };

describe('the made-up threads', () => {
  test('are the same every time, in every language', () => {
    expect(madeUp().thread(7)).toEqual(corpus.thread(7));
    const written = Array.from({ length: 60 }, (_, id) => corpus.thread(id).locale);
    expect(new Set(written)).toEqual(new Set(locales));
  });

  test('are found by their titles, and whatever is asked is answered', async () => {
    const site = await newSite();
    const told: number[] = [];
    await writeCorpus(site.instance.db, corpus, 60, today, (threads) => told.push(threads));
    expect(told).toEqual([60]);
    const all = { kind: 'threads', product: undefined, language: undefined, exact: false, page: 1 } as const;
    const { locale, title } = corpus.thread(42);
    const { rows } = await search(site.as(null, { locale }), { ...all, typed: title });
    expect(rows[0]?.path).toBe(`/${locale}/community/42/x/`);
    for (const asked of Object.values(queriesFor(corpus, 60, 1)).flat())
      await expect(
        search(site.as(null, { locale: asked.locale }), { ...all, ...asked }),
      ).resolves.toBeDefined();
  });
});

test('the table holds the largest number of threads against the goals', () => {
  const text = threadsTable([{ ...figures, threads: 2_000 }, figures]);
  expect(text).toContain(
    'At 100,000 threads p95: 20 ms, goal ≤ 30 ms: ok; most: 160 ms, goal ≤ 150 ms: OVER',
  );
});
