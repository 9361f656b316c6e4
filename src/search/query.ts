import type { Analyzer, Word } from './analyzer.ts';
import { type Asked, formsOf } from './forms.ts';
import {
  addCompounds,
  addSynonyms,
  compoundsToLoad,
  keysTogether,
  pairsIn,
  pairsToLoad,
} from './neighbours.ts';
import { namesIn, nameKey, wholeKey } from './shards/keys.ts';
import type { IndexReader } from './shards/reader.ts';

export type { Asked } from './forms.ts';

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
  /** Neighbours that stand together in titles, headings or keywords, with their weight. */
  pairs: Map<string, number>;
  /** What stood in quotes, folded, word by word: it must be there as it is. */
  phrases: string[][];
  /** The text with its slips mended; undefined when there were none. */
  mended: string | undefined;
}

const mostCharacters = 200;
const mostWords = 12;

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
    ...considered.flat().flatMap(({ stem, bare }) => [stem, bare]),
    ...keysTogether(words, considered, index.manifest.synonymWords),
    ...compoundsToLoad(considered, own),
  ]);
  const asked = await Promise.all(
    considered.map((forms, at) => {
      const unfinished = !exact && forms[0] === words.at(-1) && forms[0]?.end === typed.trimStart().length;
      return formsOf(forms, { before: considered[at - 1]?.[0], unfinished, exact, index, analyzers });
    }),
  );
  addSynonyms(words, asked, index);
  await addCompounds(text, asked, own, index);
  await index.load(asked.flatMap((one, at) => [...one.terms.keys(), ...pairsToLoad(one, asked[at + 1])]));
  return {
    text,
    cut: text.length < typed.trim().length || considered.length < telling.length,
    words,
    folded: words.slice(0, 2 * mostWords).map(({ folded }) => folded),
    asked,
    pairs: pairsIn(asked, index),
    phrases: phrasesOf(text, own),
    mended: asked.some(({ mended }) => mended)
      ? mendedText({ text, asked }, ({ mended }) => mended)
      : undefined,
  };
}

/** The first words, as far as they are looked at. */
function beginningOf(typed: string): string {
  const text = typed.trim();
  if (text.length <= mostCharacters) return text;
  const cut = text.slice(0, mostCharacters).toWellFormed();
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut;
}

/** What all words together may be: a title, a keyword, or names of codes and models. */
function wholeKeys(words: readonly Word[], nameWords: number): string[] {
  const names = namesIn(
    words.slice(0, 2 * mostWords).map(({ folded }) => folded),
    nameWords,
  );
  return [wholeKey(words) ?? '', ...names.flatMap((name) => [nameKey('code', name), nameKey('model', name)])];
}

const quotes = /["“”„‟«»]([^"“”„‟«»]+)["“”„‟«»]/gu;

function phrasesOf(text: string, analyzer: Analyzer): string[][] {
  return [...text.matchAll(quotes)]
    .map(([, inside = '']) => analyzer.words(inside).map(({ folded }) => folded))
    .filter((words) => words.length > 0);
}

/** The text of a question with some of its words put right; those without another spelling stay as typed. */
export function mendedText(
  { text, asked }: Pick<Question, 'text' | 'asked'>,
  insteadOf: (one: Asked) => string | undefined,
): string {
  let mended = '';
  let from = 0;
  for (const one of asked) {
    const { start, end } = one.word;
    mended += text.slice(from, start) + (insteadOf(one) ?? text.slice(start, end));
    from = end;
  }
  return mended + text.slice(from);
}
