import fc from 'fast-check';
import lunr from 'lunr';
import { describe, expect, test } from 'vitest';
import type { SearchDocument } from '#src/search/documents.ts';
import { openArticles } from '#src/search/articles.ts';
import { analyzerOf } from '#src/search/languages/all.ts';
import { understand } from '#src/search/query.ts';
import { rank } from '#src/search/ranking.ts';
import { TornFileError } from '#src/search/shards/bytes.ts';
import { impactOf, type Manifest } from '#src/search/shards/manifest.ts';
import { openReader } from '#src/search/shards/reader.ts';
import { decodeTerms } from '#src/search/shards/terms.ts';
import { writeIndex } from '#src/search/shards/write.ts';

const english = analyzerOf('en');
const vocabulary =
  'pump drain filter hose water door lock drum spin noise heat cold frost shelf light fan motor belt screw panel'.split(
    ' ',
  );

function indexed(pages: { title: string; body: string; code?: string }[]) {
  const documents = pages.map(({ title, body, code }, at): SearchDocument => ({
    card: { slug: `p${at}`, title, summary: body, kind: 'howto', products: [], lang: 'en' },
    texts: { title: [title], body: [body] },
    names: code === undefined ? [] : [{ kind: 'code', name: code, weight: 1 }],
  }));
  const { manifest, files } = writeIndex({ locale: 'en', documents, analyzerOf });
  const asked: string[] = [];
  const placed: Manifest = { ...manifest, folder: '/' };
  const read = (name: string) => {
    asked.push(name);
    const file = files.get(name);
    return file ? Promise.resolve(file) : Promise.reject(new Error(name));
  };
  return { manifest: placed, files, read, asked };
}

/** A lunr.Index of every term of every shard, with the same impacts. */
function wholeIndex({ manifest, files }: ReturnType<typeof indexed>): lunr.Index {
  const entries = [...files]
    .filter(([name]) => name.startsWith('terms/'))
    .flatMap(([, file]) => decodeTerms(file));
  const used = entries
    .filter(({ postings }) => postings.length > 0)
    .sort((a, b) => (a.term < b.term ? -1 : 1));
  const vectors = new Map<string, number[]>();
  const invertedIndex = used.map(({ term, postings }, at) => {
    for (const { page, level } of postings) {
      const key = `page/${page}`;
      vectors.set(key, [...(vectors.get(key) ?? []), at, impactOf(level, manifest)]);
    }
    return [term, { _index: at, page: Object.fromEntries(postings.map(({ page }) => [page, {}])) }];
  });
  return lunr.Index.load({
    version: lunr.version,
    fields: ['page'],
    fieldVectors: [...vectors],
    invertedIndex,
    pipeline: [],
  });
}

const sentence = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 })
  .map((list) => list.join(' '));
const corpus = fc.array(fc.record({ title: sentence, body: sentence }), { minLength: 2, maxLength: 25 });

describe('ranking from shards', () => {
  test('is that of one lunr index of all terms, for any pages and any query', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, sentence, async (pages, typed) => {
        const index = indexed(pages);
        const reader = openReader(index.manifest, index.read);
        const question = await understand(typed, reader, [english], true);
        const clauses = new Map(question.pairs);
        for (const { terms } of question.asked)
          for (const [term, weight] of terms) clauses.set(term, weight + (clauses.get(term) ?? 0));
        const length = Math.hypot(
          ...[...clauses].filter(([term]) => reader.find(term)?.postings.length).map(([, boost]) => boost),
        );
        const whole = wholeIndex(index).query((query) => {
          for (const [term, boost] of clauses) query.term(term, { boost, usePipeline: false });
        });
        const ranked = new Map(rank(question, reader).map(({ page, score }) => [page, score]));
        for (const { ref, score } of whole)
          if (ranked.get(Number(ref)) !== undefined)
            expect(ranked.get(Number(ref))).toBeCloseTo(score * length, 6);
      }),
      { numRuns: 60 },
    );
  });

  test('does not depend on what was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(
        corpus,
        fc.array(sentence, { maxLength: 5 }),
        sentence,
        async (pages, before, typed) => {
          const index = indexed(pages);
          const [fresh, used] = [0, 1].map(() =>
            openArticles(openReader(index.manifest, index.read), [english]),
          );
          for (const earlier of before) await used?.search(earlier);
          expect((await used?.search(typed))?.hits).toEqual((await fresh?.search(typed))?.hits);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('puts a page first for its own title, whatever else there is', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, fc.nat(), async (pages, at) => {
        const { title } = pages[at % pages.length] ?? { title: '' };
        const index = indexed(pages);
        const { hits } = await openArticles(openReader(index.manifest, index.read), [english]).search(title);
        expect(hits[0]?.card.title).toBe(title);
      }),
      { numRuns: 60 },
    );
  });
});

describe('reading an index', () => {
  const pages = vocabulary.map((word) => ({
    title: `The ${word} is broken`,
    body: `Mend the ${word} with a screw.`,
  }));

  test('asks for each file once, and for nothing that a query does not need', async () => {
    const index = indexed(pages);
    const articles = openArticles(openReader(index.manifest, index.read), [english]);
    await articles.search('pump');
    const first = [...index.asked];
    expect(new Set(first).size).toBe(first.length);
    expect(first.filter((name) => name.startsWith('words/') || name.startsWith('texts/'))).toEqual([]);
    await articles.search('pump');
    expect(index.asked).toEqual(first);
  });

  test('a question keeps what it was given, however much others ask for meanwhile', async () => {
    const many = Array.from({ length: 600 }, (_, at) => ({
      title: `Pump ${at} hose`,
      body: 'Mend the drain.',
    }));
    const index = indexed([
      { title: 'Water', body: 'It stays.', code: 'Pump77' },
      { title: 'Noise', body: 'It hums.', code: 'Z 1' },
      ...many,
    ]);
    const typed = 'pump 77 drian ';
    const alone = await openArticles(openReader(index.manifest, index.read), [english]).search(typed);
    const others: { open?: () => void } = {};
    const gate = new Promise<void>((resolve) => (others.open = resolve));
    const reader = openReader(index.manifest, async (name) => {
      if (name.startsWith('words/')) await gate;
      return index.read(name);
    });
    const waiting = openArticles(reader, [english]).search(typed);
    for (let page = 0; page < many.length; page += 1) await reader.card(page);
    others.open?.();
    expect(alone.hits[0]?.code).toBe('PUMP77');
    expect((await waiting).hits).toEqual(alone.hits);
  });

  test('a torn file is asked for again, once, past whatever keeps files', async () => {
    const index = indexed(pages);
    const tries: boolean[] = [];
    const reader = openReader(index.manifest, async (name, again) => {
      const file = await index.read(name);
      if (!name.startsWith('terms/')) return file;
      tries.push(again);
      return again ? file : file.subarray(0, file.length - 1);
    });
    const { hits } = await openArticles(reader, [english]).search('pump');
    expect(hits[0]?.card.title).toBe('The pump is broken');
    expect(tries.filter(Boolean).length).toBe(tries.length / 2);
  });

  test('one that stays torn is said, and the next query may have more luck', async () => {
    const index = indexed(pages);
    let isTorn = true;
    const reader = openReader(index.manifest, async (name) => {
      const file = await index.read(name);
      return isTorn && name.startsWith('terms/') ? file.subarray(1) : file;
    });
    const articles = openArticles(reader, [english]);
    await expect(articles.search('pump')).rejects.toThrow(TornFileError);
    isTorn = false;
    expect((await articles.search('pump')).hits.length).toBeGreaterThan(0);
  });

  test('a search that nobody waits for ends', async () => {
    const index = indexed(pages);
    const articles = openArticles(openReader(index.manifest, index.read), [english]);
    await expect(articles.search('pump', { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
