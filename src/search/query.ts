import type { Analyzer, Word } from './analyzer.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  /** Every word, folded, little ones too: compared with titles and codes. */
  folded: string[];
  /** The words that count. */
  asked: Asked[];
  /** The text with its slips mended; undefined when there were none. */
  mended: string | undefined;
}

/** Each language whose texts are searched: the reader's own first. */
export interface Tongue {
  analyzer: Analyzer;
  vocabulary: Vocabulary;
}

const mostCharacters = 200;
const mostWords = 12;
const mostCompletions = 8;
const mostRelatives = 6;
const mostCorrections = 3;

/** How much a form of a word weighs against the word as typed. */
const weights = { marked: 0.6, completion: 0.6, relative: 0.35, correction: 0.7, otherTongue: 0.9 } as const;

/** Understands what was typed; never throws and never looks at more than a few words of it. */
export function understand(typed: string, tongues: readonly [Tongue, ...Tongue[]]): Question {
  const text = beginningOf(typed);
  const words = tongues[0].analyzer.words(text);
  const telling = words.filter(({ stop }) => !stop);
  const considered = telling.slice(0, mostWords);
  const asked = considered.map((word) =>
    ask(word, word === words.at(-1) && word.end === typed.length, tongues),
  );
  return {
    text,
    cut: text.length < typed.trim().length || considered.length < telling.length,
    folded: words.map(({ folded }) => folded),
    asked,
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

function ask(word: Word, unfinished: boolean, tongues: readonly [Tongue, ...Tongue[]]): Asked {
  const { folded } = word;
  const terms = new Map<string, number>();
  const also = new Set<string>();
  const isKnown = tongues.some(({ vocabulary }) => vocabulary.has(folded));
  let mended: string | undefined;
  tongues.forEach(({ analyzer, vocabulary }, index) => {
    const share = index === 0 ? 1 : weights.otherTongue;
    const look = (words: string[], weight: number) => {
      for (const other of words) {
        also.add(other);
        for (const { stem } of analyzer.words(other)) raise(terms, stem, weight * share);
      }
    };
    look([folded], 1);
    if (index === 0) raise(terms, word.stem, 1);
    if (index === 0 && word.marked !== undefined) raise(terms, word.marked, weights.marked);
    const wholes = unfinished ? vocabulary.completions(folded, mostCompletions) : [];
    const relatives = vocabulary.relatives(folded, mostRelatives);
    look(wholes, weights.completion);
    look(relatives, weights.relative);
    if (isKnown || wholes.length + relatives.length > 0) return;
    const corrections = vocabulary.corrections(folded, mostCorrections);
    look(corrections, weights.correction);
    if (corrections[0] !== undefined) mended ??= vocabulary.spelled(corrections[0]);
  });
  also.delete(folded);
  return { word, unfinished, terms, also: [...also], mended };
}

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
