import lunr from 'lunr';
import type { Question } from './query.ts';
import { rarity } from './shards/impacts.ts';
import { nameKey, namesIn, spellingsOf, wholeKey } from './shards/keys.ts';
import { impactOf } from './shards/manifest.ts';
import type { IndexReader } from './shards/reader.ts';
import { highestLevel, type TermEntry } from './shards/terms.ts';

/** How strongly a page answers a question. */
export interface Ranked {
  page: number;
  /** The sum of the impacts of what was asked for, as lunr has it. */
  score: number;
  /** 0 to 1 for words found here and there; above 1 where the very title, code or model was typed. */
  strength: number;
  /** The error code of the query that this page treats, as on a display. */
  code: string | undefined;
}

/** A page with none but the commonest words of those that any page has does not answer a query. */
const leastShare = 0.25;
/** What a page with one word of two keeps of its score is .9 of it. */
const coverageShare = 0.2;
/** How fast strength nears 1: every word of a query, once in the text, makes about .3. */
const steepness = 0.8;

/** Of codes and models: the surest page has level 15 and all of it, the next one half as much. */
const shareOf = (level: number) => 2 ** (level - highestLevel);

/** Typed as an editor wrote it among the keywords: half of what the page lacks to the full strength of words. */
const keywordShare = 0.5;

const firstPlace = { title: 3, code: 2, model: 1, modelAmongWords: 0.1 } as const;

/** Ranks the pages that answer a question, best first. Asks nothing but what the reader has in hand. */
export function rank(question: Question, index: IndexReader): Ranked[] {
  const words = scoreWords(question, index);
  const ranked = new Map<number, Ranked>();
  for (const [page, found] of words) ranked.set(page, { page, ...found, code: undefined });
  const lift = (
    entry: TermEntry | undefined,
    by: (level: number, known: Ranked) => number,
    code?: string,
  ) => {
    for (const { page, level } of entry?.postings ?? []) {
      const known = ranked.get(page) ?? { page, score: 0, strength: 0, code: undefined };
      ranked.set(page, { ...known, strength: known.strength + by(level, known), code: known.code ?? code });
    }
  };
  const { model, isAlone } = modelIn(question, index);
  if (model && isAlone) for (const { page } of model.postings) ranked.delete(page);
  lift(
    model,
    (level) => shareOf(level) * (isAlone ? 1 : firstPlace.modelAmongWords) + (isAlone ? firstPlace.model : 0),
  );
  const code = namesIn(question.folded, index.manifest.nameWords)
    .map((name) => ({ name, entry: index.find(nameKey('code', name)) }))
    .find(({ entry }) => entry !== undefined);
  lift(
    code?.entry,
    (level) => firstPlace.code + shareOf(level),
    code?.name.replaceAll(' ', '').toUpperCase(),
  );
  const whole = wholeKey(question.words);
  lift(whole === undefined ? undefined : index.find(whole), (level, { strength }) =>
    level === highestLevel ? firstPlace.title : keywordShare * Math.max(0, 1 - strength),
  );
  return [...ranked.values()].sort((a, b) => b.strength - a.strength || a.page - b.page);
}

/** The longest name of a model in the query: "W80 Plus" wins over "W80". */
function modelIn(question: Question, index: IndexReader): { model: TermEntry | undefined; isAlone: boolean } {
  const found = namesIn(question.folded, index.manifest.nameWords)
    .map((name) => ({ name, entry: index.find(nameKey('model', name)) }))
    .findLast(({ entry }) => entry !== undefined);
  return {
    model: found?.entry,
    isAlone: found !== undefined && spellingsOf(question.folded).includes(found.name),
  };
}

/** How strongly each page answers the words, 0 to 1, by a lunr.Index of nothing but the terms that are asked for. */
function scoreWords(question: Question, index: IndexReader): Map<number, Pick<Ranked, 'score' | 'strength'>> {
  const { asked, pairs } = question;
  const boosts = boostsOf(question, index);
  const clauses = new lunr.Vector([...boosts.values()].flatMap((boost, at) => [at, boost]));
  const wordsOf = new Map<string, number[]>();
  asked.forEach(({ terms }, at) => {
    for (const term of terms.keys())
      if (!pairs.has(term)) wordsOf.set(term, [...(wordsOf.get(term) ?? []), at]);
  });
  const rarities = asked.map(({ terms }) => rarityOf(terms, index));
  const all = sumOf(rarities);
  // A word that no page has tells none of them from the others.
  const findable = sumOf(rarities.filter((_, at) => isAnywhere(asked[at]?.terms.keys() ?? [], index)));
  const scores = new Map<number, Pick<Ranked, 'score' | 'strength'>>();
  const results = lunrIndexOf(boosts, index).query((query) => {
    for (const [term, boost] of boosts) query.term(term, { boost, usePipeline: false });
  });
  for (const { ref, score: cosine, matchData } of results) {
    const found = new Set(
      Object.keys(matchData.metadata as object).flatMap((term) => wordsOf.get(term) ?? []),
    );
    const share = sumOf([...found].map((at) => rarities[at] ?? 0)) / findable;
    if (share < leastShare) continue;
    const coverage = 1 - coverageShare + (coverageShare * found.size) / asked.length;
    // lunr divides by the length of the query's vector, which says nothing of the page.
    const score = cosine * clauses.magnitude();
    scores.set(Number(ref), { score, strength: 1 - Math.exp((-steepness * score * coverage) / all) });
  }
  return scores;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const isAnywhere = (terms: Iterable<string>, { find }: IndexReader) =>
  [...terms].some((term) => (find(term)?.postings.length ?? 0) > 0);

/** Every term with its boost, in the order in which lunr wants them. */
function boostsOf({ asked, pairs }: Question, index: IndexReader): Map<string, number> {
  const boosts = new Map(pairs);
  for (const { terms } of asked)
    for (const [term, weight] of terms) boosts.set(term, weight + (boosts.get(term) ?? 0));
  return new Map(
    [...boosts].filter(([term]) => index.find(term)?.postings.length).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** How much a word says: by its commonest form, or by none at all. */
function rarityOf(terms: ReadonlyMap<string, number>, index: IndexReader): number {
  const heaviest = Math.max(...[...terms].filter(([term]) => index.find(term)).map(([, weight]) => weight));
  const pages = [...terms]
    .filter(([, weight]) => weight === heaviest)
    .map(([term]) => index.find(term)?.pages ?? 0);
  return rarity(Math.max(0, ...pages), index.manifest.pages);
}

/** What the types of lunr leave out: an index can be made of its parts. */
const parts = lunr as unknown as {
  Index: new (parts: {
    invertedIndex: Record<string, object>;
    fieldVectors: Record<string, lunr.Vector>;
    tokenSet: Pick<lunr.TokenSet, 'intersect'>;
    fields: string[];
    pipeline: lunr.Pipeline;
  }) => lunr.Index;
};

/** The one field that pages have here: what each term says of the whole page. */
const field = 'page';

/**
 * A lunr.Index of these terms alone. lunr scores a page by the dot product of the query's vector
 * and the page's, so terms that are not asked for change nothing: this index ranks as one of all
 * terms with the same impacts would.
 */
function lunrIndexOf(terms: ReadonlyMap<string, number>, { find, manifest }: IndexReader): lunr.Index {
  const impacts = Array.from({ length: highestLevel + 1 }, (_, level) => impactOf(level, manifest));
  const vectors = new Map<number, number[]>();
  const inverted = Object.create(null) as Record<string, object>;
  let at = 0;
  for (const term of terms.keys()) {
    const entry = find(term);
    if (!entry) continue;
    for (const { page, level } of entry.postings) {
      const vector = vectors.get(page);
      if (vector) vector.push(at, impacts[level] ?? 0);
      else vectors.set(page, [at, impacts[level] ?? 0]);
    }
    inverted[term] = { _index: at, [field]: pagesOf(entry) };
    at += 1;
  }
  const fieldVectors: Record<string, lunr.Vector> = {};
  for (const [page, elements] of vectors) fieldVectors[`${field}/${page}`] = new lunr.Vector(elements);
  return new parts.Index({
    invertedIndex: inverted,
    fieldVectors,
    tokenSet: everyTerm,
    fields: [field],
    pipeline: new lunr.Pipeline(),
  });
}

/** lunr looks up which of its terms a clause means: here it is the very term, and the index has it. */
const everyTerm = { intersect: (asked: lunr.TokenSet) => asked };

const nothing = Object.freeze({});
const pagesByEntry = new WeakMap<TermEntry, Record<number, object>>();

/** The pages of a term as lunr keeps them, with nothing to tell of them; made once while the term is in hand. */
function pagesOf(entry: TermEntry): Record<number, object> {
  const known = pagesByEntry.get(entry);
  if (known) return known;
  const pages = Object.create(null) as Record<number, object>;
  for (const { page } of entry.postings) pages[page] = nothing;
  pagesByEntry.set(entry, pages);
  return pages;
}
