import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzerOf } from '#src/search/languages/all.ts';
import { edits } from '#src/search/vocabulary.ts';
import { readCorpus } from '../../bench/search/corpus.ts';
import { judgeGrowth, judgeSearch } from '../../bench/search/goals.ts';
import type { EngineReport } from '../../bench/search/measure.ts';
import { type Estimate, estimate, qualityOf } from '../../bench/search/metrics.ts';
import { attestedIn, halfTyped, mistyped, perturb, withoutMarks } from '../../bench/search/perturb.ts';
import { randomFrom } from '../../bench/search/random.ts';
import { goalTable } from '../../bench/search/tables.ts';

describe('how well a list of results answers', () => {
  test('is 1 when the right pages come first, best before good', () => {
    expect(qualityOf(['a', 'b', 'x'], { a: 2, b: 1 })).toEqual({ ndcg: 1, mrr: 1, recall: 1 });
  });

  test('is less the later they come', () => {
    const { ndcg, mrr, recall } = qualityOf(['x', 'b', 'a'], { a: 2, b: 1, c: 1 });
    // (1 / log2 3 + 2 / log2 4) against (2 + 1 / log2 3 + 1 / log2 4)
    expect(ndcg).toBeCloseTo((0.6309 + 1) / (2 + 0.6309 + 0.5), 3);
    expect(mrr).toBe(0.5);
    expect(recall).toBeCloseTo(2 / 3);
  });

  test('counts the first ten only', () => {
    const ids = [...Array.from({ length: 10 }, (_, at) => `x${at}`), 'a'];
    expect(qualityOf(ids, { a: 1 })).toEqual({ ndcg: 0, mrr: 0, recall: 0 });
    expect(qualityOf([], { a: 1 })).toEqual({ ndcg: 0, mrr: 0, recall: 0 });
  });

  test('is known the better the more queries there are, and its interval holds the mean', () => {
    const values = (count: number) => Array.from({ length: count }, (_, at) => (at % 3) / 2);
    const few = estimate(values(30), randomFrom(1));
    const many = estimate(values(3_000), randomFrom(1));
    expect(few.mean).toBeCloseTo(0.5);
    expect(few.low).toBeLessThan(few.mean);
    expect(few.high).toBeGreaterThan(few.mean);
    // 1.96 standard errors of 0, .5 and 1: .41 / √30
    expect(few.margin).toBeCloseTo(0.146, 1);
    expect(many.margin).toBeLessThan(few.margin / 5);
    expect(estimate(values(30), randomFrom(1))).toEqual(few);
  });
});

describe('spoilt queries', () => {
  const english = analyzerOf('en');
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const words = fc.stringMatching(/^[a-z]{5,12}( [a-z]{1,12}){0,4}$/);

  test('a typo is exactly one edit in one word of five letters or more', () => {
    fc.assert(
      fc.property(words, fc.nat(), (q, seed) => {
        const before = q.split(' ');
        const after = mistyped(q, letters, randomFrom(seed))?.split(' ') ?? [];
        const changed = before.flatMap((word, at) => (word === after[at] ? [] : [[word, after[at] ?? '']]));
        expect(after).toHaveLength(before.length);
        expect(changed).toHaveLength(1);
        const [word = '', slip = ''] = changed[0] ?? [];
        expect(word.length).toBeGreaterThanOrEqual(5);
        expect(edits(word, slip, 3)).toBe(1);
      }),
    );
  });

  test('a typo may hit the first letter, and spares codes and short words', () => {
    const slips = Array.from({ length: 60 }, (_, seed) => mistyped('drain', letters, randomFrom(seed)) ?? '');
    expect(slips.some((slip) => !slip.startsWith('d'))).toBe(true);
    expect(mistyped('the E18123 code', letters, randomFrom(1))).toBeUndefined();
  });

  test('the last word is cut to 60 %', () => {
    expect(halfTyped('error washing')).toBe('error wash');
    expect(halfTyped('error πλυντήριο')).toBe('error πλυντ');
    expect(halfTyped('plan b')).toBeUndefined();
  });

  test('marks go, where there are any', () => {
    expect(withoutMarks('Ελληνικά ΐ')).toBe('Ελληνικα ι');
    expect(withoutMarks('hűtőszekrény')).toBe('hutoszekreny');
    expect(withoutMarks('plain')).toBeUndefined();
  });

  test('a word takes another form that the pages have', () => {
    const attested = attestedIn(['Filters are cleaned.', 'Clean the filter; cleaning helps'], english);
    const query = { qid: '1', q: 'cleaned pump', rel: { a: 1 } };
    const forms = Array.from({ length: 20 }, (_, seed) =>
      perturb([query], 'inflected', seed, english, attested).map(({ q }) => q),
    );
    expect(new Set(forms.flat())).toEqual(new Set(['clean pump', 'cleaning pump']));
  });

  test('the same seed spoils a query alike, whatever stands beside it', () => {
    const attested = attestedIn(['Clean the filter of the washing machine'], english);
    const query = (qid: string) => ({ qid, q: 'washing machine', rel: { a: 1 } });
    const spoilt = (seed: number, ...qids: string[]) =>
      perturb(qids.map(query), 'typo', seed, english, attested).map(({ q }) => q);
    expect(spoilt(1, 'a', 'b').at(-1)).toBe(spoilt(1, 'b').at(0));
    expect(new Set([1, 2, 3, 4, 5, 6].flatMap((seed) => spoilt(seed, 'a'))).size).toBeGreaterThan(1);
    expect(spoilt(1, 'a')).toEqual(spoilt(1, 'a'));
  });
});

describe('a corpus', () => {
  const doc = { id: 'a', lang: 'sv', url: '/a/', title: 'A', headings: [], body: 'text' };
  const query = { qid: '1', q: 'text', rel: { a: 1 } };
  const folder = (docs: unknown[], queries: unknown[]) => {
    const made = mkdtempSync(join(tmpdir(), 'aftercare-corpus-'));
    const lines = (list: unknown[]) => list.map((one) => JSON.stringify(one)).join('\n');
    writeFileSync(join(made, 'docs.jsonl'), lines(docs));
    writeFileSync(join(made, 'queries.jsonl'), lines(queries));
    return made;
  };

  test('is read with the language of its pages', () => {
    expect(readCorpus(folder([doc], [query]))).toMatchObject({ locale: 'sv', docs: [doc], queries: [query] });
  });

  test('may be read in part: the same pages each time, and the queries they answer', () => {
    const docs = Array.from({ length: 30 }, (_, at) => ({ ...doc, id: `${at}` }));
    const queries = docs.map(({ id }) => ({ ...query, qid: id, rel: { [id]: 1 } }));
    const made = folder(docs, queries);
    const part = readCorpus(`${made}@10`);
    expect(part.docs).toHaveLength(10);
    expect(part.queries.map(({ qid }) => qid).sort()).toEqual(part.docs.map(({ id }) => id).sort());
    expect(readCorpus(`${made}@10`)).toEqual(part);
  });

  test.each<[string, unknown[], unknown[], RegExp]>([
    ['a field is missing', [doc, { ...doc, id: 'b', title: undefined }], [query], /docs\.jsonl:2: "title"/],
    ['a page is named twice', [doc, doc], [query], /twice/],
    ['no page answers a query', [doc], [{ ...query, rel: { b: 1 } }], /query "1"/],
    ['a language is not one of ours', [{ ...doc, lang: 'de' }], [query], /"de"/],
    ['there are no queries', [doc], [], /queries\.jsonl is empty/],
  ])('says in one line that %s', (_what, docs, queries, message) => {
    expect(() => readCorpus(folder(docs, queries))).toThrow(message);
  });

  test('says that a file is missing', () => {
    expect(() => readCorpus(join(tmpdir(), 'nowhere'))).toThrow(/docs\.jsonl is missing/);
  });
});

describe('what search is held against', () => {
  const sure = (mean: number): Estimate => ({ mean, low: mean - 0.03, high: mean + 0.03, margin: 0.03 });
  const asked = (mean: number, kept = 1) => ({
    queries: 200,
    ndcg: sure(mean),
    mrr: sure(mean),
    recall: sure(mean),
    kept,
  });
  const transfer = (bytes: number) => ({
    bytes,
    p95: bytes,
    requests: 5,
    parts: { library: 0, manifest: 0, terms: bytes, words: 0, cards: 0 },
  });
  const report = (corpus: string, pages: number, bytes: number, ndcg: number, kept = 1) => {
    const engines: EngineReport[] = [
      { engine: 'ours', first: transfer(bytes), quality: { clean: asked(ndcg), typo: asked(ndcg, kept) } },
      { engine: 'FTS5', quality: { clean: asked(0.8) } },
    ];
    const queries = { clean: 200, typo: 200, 'half typed': 0, 'no marks': 0, inflected: 0 };
    return { corpus, locale: 'en', pages, seed: 1, queries, engines };
  };
  const missed = (...of: Parameters<typeof report>) =>
    judgeSearch(report(...of))
      .filter(({ ok }) => !ok)
      .map(({ figure }) => figure);

  test('nothing is missed at the goal, and each shortfall is named', () => {
    expect(missed('en-1000', 1_000, 24_000, 0.825)).toEqual([]);
    expect(missed('en-1000', 1_000, 24_001, 0.79, 0.89)).toEqual([
      'first ten results',
      'clean: nDCG, as the prototype',
      'clean: nDCG, as FTS5',
      'typo: nDCG, as the prototype',
      'typo: keeps of clean',
    ]);
  });

  test('a folder without a row of its own is held against the others alone', () => {
    expect(missed('somebody-s', 5_000, 26_000, 0.7)).toEqual(['clean: nDCG, as FTS5']);
  });

  test('a shortfall that chance may explain is called so', () => {
    const table = goalTable({ x: judgeSearch(report('x', 1_000, 1_000, 0.79)) });
    expect(table).toMatch(/as FTS5 +\.790 +≥ \.800 +under, by chance\?/);
  });

  test('growth is told from the smallest to the largest corpus of a language', () => {
    const judged = (pages: number, bytes: number) => ({
      ...report('x', pages, bytes, 0.9),
      browser: [],
      verdicts: [],
    });
    expect(judgeGrowth([judged(5_000, 25_001), judged(200, 20_000)])['in "en"']).toMatchObject([
      { value: 5_001, ok: false },
    ]);
    expect(judgeGrowth([judged(1_000, 1), judged(1_100, 2)])).toEqual({});
  });
});
