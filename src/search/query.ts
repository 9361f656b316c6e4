import type { Analyzer, Word } from './analyzer.ts';
import { markedKey, namesIn, nameKey, pairKey, titleKey } from './shards/keys.ts';
import type { IndexReader } from './shards/reader.ts';
import type { TermEntry } from './shards/terms.ts';
import type { VocabularyWord } from './shards/words.ts';
import { closest, commonest } from './vocabulary.ts';

/** What is looked up for one typed word. */
export interface Asked {
  word: Word;
  /** True when the typing stopped within or right behind it: it may be half a word. */
  unfinished: boolean;
  /** Terms of the index with their weight; the word as typed weighs 1. */
  terms: Map<string, number>;
  /** Folded words of the vocabulary that were tried beside it, for whoever marks or searches further. */
  also: string[];
  /** The word it was taken for, where it looked like a slip of the keys. */
  mended: string | undefined;
}

/** A query as it was understood. */
export interface Question {
  /** What was searched, as typed; less than what was typed when that was too long. */
  text: string;
  /** True when something was left out. */
  cut: boolean;
  /** Every word of the reader's language, little ones too. */
  words: Word[];
  /** The same words, folded: compared with titles and codes. */
  folded: string[];
  /** The words that count. */
  asked: Asked[];
  /** Neighbours that stand together in titles or headings, with their weight. */
  pairs: Map<string, number>;
  /** What stood in quotes, folded, word by word: it must be there as it is. */
  phrases: string[][];
  /** The text with its slips mended; undefined when there were none. */
  mended: string | undefined;
}

const mostCharacters = 200;
const mostWords = 12;
const mostCompletions = 8;
const mostRelatives = 6;
const mostCorrections = 3;
/** Of two words, only forms that weigh as much as this are looked for side by side. */
const leastOfPair = 0.6;
const shortestRelated = 4;
const shortestBegun = 3;
const longestEnding = 3;

/** How much a form of a word weighs against the word as typed. Measured: docs/search.md. */
const weights = {
  otherTongue: 0.9,
  marks: 0.9,
  synonym: 0.7,
  correction: 0.9,
  completion: 0.6,
  pair: 0.6,
  begun: 0.3,
  marked: 0.3,
  relativeOfUnknown: 0.4,
  relative: 0.1,
} as const;

/**
 * Understands what was typed: fetches what the index knows of its words and decides which terms are
 * asked for. Never throws for what somebody types and never looks at more than a few words of it.
 * The analyzers are those of the index's languages, the reader's own first. With `exact` nothing is
 * completed or mended.
 */
export async function understand(
  typed: string,
  index: IndexReader,
  analyzers: readonly Analyzer[],
  exact = false,
): Promise<Question> {
  const [own] = analyzers;
  if (!own) throw new Error('A query without a language');
  const text = beginningOf(typed);
  const tongues = analyzers.map((analyzer) => analyzer.words(text));
  const words = tongues[0] ?? [];
  const all = words.map((_, at) => tongues.flatMap((tongue) => tongue[at] ?? []));
  const telling = all.some(([word]) => word && !word.stop) ? all.filter(([word]) => !word?.stop) : all;
  const considered = telling.slice(0, mostWords);
  await index.load([
    ...wholeKeys(words, index.manifest.nameWords),
    ...considered.flatMap((forms, at) => firstKeys(considered, forms, at)),
  ]);
  const asked = await Promise.all(
    considered.map(([word, ...foreign], at) => {
      if (!word) throw new Error('A word without a form');
      const unfinished = !exact && word === words.at(-1) && word.end === typed.length;
      return ask(word, foreign, considered[at - 1]?.[0], unfinished, index, analyzers, exact);
    }),
  );
  shareSynonyms(asked, index);
  await index.load(asked.flatMap((one, at) => lastKeys(one, asked[at + 1])));
  return {
    text,
    cut: text.length < typed.trim().length || considered.length < telling.length,
    words,
    folded: words.slice(0, 2 * mostWords).map(({ folded }) => folded),
    asked,
    pairs: pairsOf(asked, index),
    phrases: phrasesOf(text, own),
    mended: mendedText(text, asked),
  };
}

/** The first words, as far as they are looked at. */
function beginningOf(typed: string): string {
  const text = typed.trim();
  if (text.length <= mostCharacters) return text;
  const cut = text.slice(0, mostCharacters).toWellFormed();
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut;
}

/** What all words together may be: a title, or names of codes and models. */
function wholeKeys(words: readonly Word[], nameWords: number): string[] {
  const names = namesIn(
    words.slice(0, 2 * mostWords).map(({ folded }) => folded),
    nameWords,
  );
  return [titleKey(words) ?? '', ...names.flatMap((name) => [nameKey('code', name), nameKey('model', name)])];
}

/** What is in every shard that a word, its neighbours and their synonyms can lie in. */
function firstKeys(considered: readonly Word[][], forms: readonly Word[], at: number): string[] {
  const [next] = considered[at + 1] ?? [];
  const [after] = considered[at + 2] ?? [];
  const [word] = forms;
  const together = word && next ? [pairKey(word.stem, next.stem), pairKey(word.stem, next.folded)] : [];
  if (together[0] && after) together.push(pairKey(together[0], after.stem));
  return [...forms.flatMap(({ stem, bare }) => [stem, bare]), ...together];
}

function lastKeys({ terms }: Asked, next: Asked | undefined): string[] {
  const partners = [...(next?.terms ?? [])].filter(([, weight]) => weight >= leastOfPair);
  return [...terms].flatMap(([term, weight]) => [
    term,
    ...(weight >= leastOfPair ? partners.map(([partner]) => pairKey(term, partner)) : []),
  ]);
}

async function ask(
  word: Word,
  foreign: readonly Word[],
  before: Word | undefined,
  unfinished: boolean,
  index: IndexReader,
  analyzers: readonly Analyzer[],
  exact: boolean,
): Promise<Asked> {
  const terms = new Map<string, number>();
  [word, ...foreign].forEach((form, tongue) => {
    const share = tongue === 0 ? 1 : weights.otherTongue;
    raise(terms, form.stem, share);
    raise(terms, form.bare, weights.marks * share);
    for (const key of [form.stem, form.bare])
      for (const { kind, target } of index.find(key)?.aliases ?? [])
        if (kind === 'marks') raise(terms, target, weights.marks * share);
  });
  if (word.marked !== undefined) raise(terms, markedKey(word.stem, word.marked), weights.marked);
  const isKnown = [...terms.keys()].some((term) => isUsed(index.find(term)));
  for (const { term } of relativesOf(word, index))
    raise(terms, term, isKnown ? weights.relative : weights.relativeOfUnknown);
  const asked: Asked = { word, unfinished, terms, also: [], mended: undefined };
  if (unfinished) finishWithTerms(asked, before, isKnown, index);
  if (!isKnown && !exact) await mend(asked, index, analyzers);
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
function finishWithTerms(
  { word, terms }: Asked,
  before: Word | undefined,
  isKnown: boolean,
  index: IndexReader,
): void {
  const { folded, stem } = word;
  const byPages = (entries: TermEntry[]) =>
    entries.sort((a, b) => b.pages - a.pages).slice(0, mostCompletions);
  if (isKnown && folded.length >= shortestBegun)
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
  const look = (words: readonly VocabularyWord[], weight: number) => {
    for (const other of words) {
      asked.also.push(other.folded);
      // The stem is told by the marks.
      for (const analyzer of analyzers)
        for (const { stem } of analyzer.words(other.spelled)) raise(terms, stem, weight);
    }
  };
  if (unfinished) {
    const wholes = commonest(await index.wordsStarting(folded), folded, mostCompletions);
    look(wholes, weights.completion);
    if (wholes.length > 0) return;
  }
  const corrections = closest(await index.wordsAround(folded), folded, mostCorrections);
  look(corrections, weights.correction);
  asked.mended = corrections[0]?.spelled.replace(/σ$/, 'ς');
}

/** Words that editors take for the same: of single words, and of two or three together. */
function shareSynonyms(asked: readonly Asked[], index: IndexReader): void {
  asked.forEach((_, at) => {
    let key = '';
    for (let length = 1; length <= 3; length += 1) {
      const last = asked[at + length - 1];
      if (!last) return;
      key = length === 1 ? last.word.stem : pairKey(key, last.word.stem);
      const keys = length === 1 ? [key, last.word.bare] : [key];
      const targets = keys
        .flatMap((one) => index.find(one)?.aliases ?? [])
        .filter(({ kind }) => kind === 'synonym');
      for (const { target } of targets)
        for (const { terms } of asked.slice(at, at + length))
          addSynonym(terms, target, weights.synonym / length);
    }
  });
}

function addSynonym(terms: Map<string, number>, target: string, weight: number): void {
  const parts = target.split(' ');
  for (const part of parts) raise(terms, part, weight / parts.length);
  parts.slice(1).forEach((part, at) => raise(terms, pairKey(parts[at] ?? '', part), weight));
}

/** Forms of one word with forms of the next, where titles or headings have them side by side. */
function pairsOf(asked: readonly Asked[], index: IndexReader): Map<string, number> {
  const pairs = new Map<string, number>();
  const heavy = ({ terms }: Asked) => [...terms].filter(([, weight]) => weight >= leastOfPair);
  asked.slice(1).forEach((second, at) => {
    const first = asked[at];
    if (!first) return;
    for (const [one, weight] of heavy(first))
      for (const [other, otherWeight] of heavy(second)) {
        const pair = pairKey(one, other);
        if (index.find(pair)) raise(pairs, pair, weights.pair * weight * otherWeight);
      }
  });
  return pairs;
}

const quotes = /["“”„‟«»]([^"“”„‟«»]+)["“”„‟«»]/gu;

function phrasesOf(text: string, analyzer: Analyzer): string[][] {
  return [...text.matchAll(quotes)]
    .map(([, inside = '']) => analyzer.words(inside).map(({ folded }) => folded))
    .filter((words) => words.length > 0);
}

/** A code or a model that is nearly right is another code. */
export const hasDigit = (word: string) => /\d/.test(word);

function raise(terms: Map<string, number>, term: string, weight: number): void {
  terms.set(term, Math.max(weight, terms.get(term) ?? 0));
}

function mendedText(text: string, asked: Asked[]): string | undefined {
  if (!asked.some(({ mended }) => mended)) return undefined;
  let mended = '';
  let from = 0;
  for (const { word, mended: instead } of asked) {
    mended += text.slice(from, word.start) + (instead ?? text.slice(word.start, word.end));
    from = word.end;
  }
  return mended + text.slice(from);
}
