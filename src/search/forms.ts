import type { Analyzer, Word } from './analyzer.ts';
import { markedKey, pairKey } from './shards/keys.ts';
import type { IndexReader } from './shards/reader.ts';
import type { TermEntry } from './shards/terms.ts';
import type { VocabularyWord } from './shards/words.ts';
import { closest, commonest, hasDigit, isOtherForm } from './vocabulary.ts';

/** What is looked up for one typed word. */
export interface Asked {
  word: Word;
  /** True when the typing stopped within or right behind it: it may be half a word. */
  unfinished: boolean;
  /** True when articles have it, as typed or by its stem. */
  known: boolean;
  /** Terms of the index with their weight; the word as typed weighs 1. */
  terms: Map<string, number>;
  /** Folded words of the vocabulary that were tried beside it, for whoever marks or searches further. */
  also: string[];
  /** The word it was taken for, where it looked like a slip of the keys. */
  mended: string | undefined;
}

const mostCompletions = 8;
const mostRelatives = 3;
const mostCorrections = 3;
const shortestRelated = 4;
const shortestBegun = 3;
const longestEnding = 3;

/** How much a form of a word weighs against the word as typed. Measured: docs/search.md. */
export const weights = {
  /** Of two words together: rarer than either, it says more than both. */
  compound: 1.6,
  otherTongue: 0.9,
  /** "garancia" stemmed as English is no other word for those who have it in their own language. */
  otherTongueOfKnown: 0.1,
  marks: 0.9,
  correction: 0.9,
  synonym: 0.85,
  completion: 0.6,
  pair: 0.6,
  /** A word alone that was meant as a part of another. */
  partOfCompound: 0.5,
  relativeOfUnknown: 0.4,
  begun: 0.3,
  marked: 0.3,
  relative: 0.1,
} as const;

interface Surroundings {
  /** The word that counts before it. */
  before: Word | undefined;
  unfinished: boolean;
  /** True when nothing is to be mended. */
  exact: boolean;
  index: IndexReader;
  analyzers: readonly Analyzer[];
}

/**
 * The forms of a word, given in the reader's language first and then in the others of the index. The
 * shards of their stems must be in hand; those of words to complete or mend it are fetched.
 */
export async function formsOf(
  [word, ...foreign]: readonly Word[],
  { before, unfinished, exact, index, analyzers }: Surroundings,
): Promise<Asked> {
  if (!word) throw new Error('A word without a form');
  const terms = new Map<string, number>();
  const isOurs = [word.stem, word.bare].some((key) => isUsed(index.find(key)));
  const foreignShare = isOurs ? weights.otherTongueOfKnown : weights.otherTongue;
  [word, ...foreign].forEach((form, tongue) => {
    const share = tongue === 0 ? 1 : foreignShare;
    raise(terms, form.stem, share);
    raise(terms, form.bare, weights.marks * share);
    for (const key of [form.stem, form.bare])
      for (const { kind, target } of index.find(key)?.aliases ?? [])
        if (kind === 'marks') raise(terms, target, weights.marks * share);
  });
  if (word.marked !== undefined) raise(terms, markedKey(word.stem, word.marked), weights.marked);
  const known = [...terms.keys()].some((term) => isUsed(index.find(term)));
  for (const { term } of relativesOf(word, index))
    raise(terms, term, known ? weights.relative : weights.relativeOfUnknown);
  const asked: Asked = { word, unfinished, known, terms, also: [], mended: undefined };
  if (unfinished) finishWithTerms(asked, before, index);
  if (!known && !exact) await mend(asked, index, analyzers);
  return asked;
}

/** True when pages have it: an entry may be nothing but a way to others. */
const isUsed = (entry: TermEntry | undefined) =>
  entry !== undefined && (entry.pages > 0 || entry.aliases.length > 0);
const isWord = ({ term, pages }: TermEntry) => pages > 0 && !/[ =#@^]/.test(term);

/** Other forms of a word that its stemmer takes for other words: the same beginning, another ending. */
function relativesOf({ stem }: Word, index: IndexReader): TermEntry[] {
  if (stem.length < shortestRelated || hasDigit(stem)) return [];
  return index
    .startingWith(stem.slice(0, Math.max(shortestRelated, stem.length - 2)), stem)
    .filter((entry) => entry.term !== stem && isWord(entry))
    .filter(({ term }) => Math.abs(term.length - stem.length) <= longestEnding)
    .sort((a, b) => b.pages - a.pages)
    .slice(0, mostRelatives);
}

/** What half a word may become, by what lies in hand: longer words, and what follows the word before it. */
function finishWithTerms({ word, terms, known }: Asked, before: Word | undefined, index: IndexReader): void {
  const { folded, stem } = word;
  const byPages = (entries: TermEntry[]) =>
    entries.sort((a, b) => b.pages - a.pages).slice(0, mostCompletions);
  if (known && folded.length >= shortestBegun)
    for (const { term } of byPages(index.startingWith(folded, stem).filter(isWord)))
      if (term !== stem) raise(terms, term, weights.begun);
  if (!before || folded.length < 2) return;
  const beginning = pairKey(before.stem, '');
  for (const { term } of byPages(index.startingWith(beginning + folded, beginning + folded)))
    raise(terms, term.slice(beginning.length), weights.completion);
}

/** Words of the vocabulary that an unknown word may be the beginning of, or else a slip of. */
async function mend(asked: Asked, index: IndexReader, analyzers: readonly Analyzer[]): Promise<void> {
  const { word, unfinished, terms } = asked;
  const { folded } = word;
  const look = async (words: readonly VocabularyWord[], weight: number) => {
    // The stem is told by the marks.
    const tongues = words.map(({ spelled }) => analyzers.map((analyzer) => stemsOf(spelled, analyzer)));
    await index.load(tongues.flatMap(([own = []]) => own));
    for (const [own = [], ...foreign] of tongues)
      for (const stem of own.some((one) => isUsed(index.find(one))) ? own : [...own, ...foreign.flat()])
        raise(terms, stem, weight);
    asked.also.push(...words.map((other) => other.folded));
  };
  if (unfinished) {
    const wholes = commonest(await index.wordsStarting(folded), folded, mostCompletions);
    await look(wholes, weights.completion);
    if (wholes.length > 0) return;
  }
  const corrections = closest(await index.wordsAround(folded), folded, mostCorrections);
  await look(corrections, weights.correction);
  const [nearest] = corrections;
  if (nearest && !isOtherForm(nearest.folded, folded)) asked.mended = nearest.spelled.replace(/σ$/, 'ς');
}

const stemsOf = (text: string, analyzer: Analyzer) => analyzer.words(text).map(({ stem }) => stem);

/** Gives a term at least this weight. */
export function raise(terms: Map<string, number>, term: string, weight: number): void {
  terms.set(term, Math.max(weight, terms.get(term) ?? 0));
}
