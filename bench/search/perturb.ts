import type { Analyzer } from '#src/search/analyzer.ts';
import { fold } from '#src/search/languages/language.ts';
import type { Query } from './corpus.ts';
import { oneOf, type Random, randomFrom, whole } from './random.ts';

/** The ways in which queries are asked: as they are, and spoilt as people spoil them. */
export const kinds = ['clean', 'typo', 'half typed', 'no marks', 'inflected'] as const;
export type Kind = (typeof kinds)[number];

/** What the spoiler knows of the pages: their letters and their words by stem. */
export interface Attested {
  letters: string[];
  /** The words, as written, that share a stem. */
  forms: Map<string, string[]>;
}

const shortestMistyped = 5;
/** As much of the last word as has been typed. */
const typedShare = 0.6;
/** Rarer letters come from names in other alphabets. */
const leastLetterShare = 0.002;
const word = /[\p{L}\p{M}\p{N}]+/gu;
const lettersOnly = /^\p{L}+$/u;

/** Learns from texts what a slip or another form of a word may look like. */
export function attestedIn(texts: Iterable<string>, analyzer: Analyzer): Attested {
  const forms = new Map<string, Set<string>>();
  const letters = new Map<string, number>();
  let all = 0;
  for (const text of texts)
    for (const { raw, stem, stop } of analyzer.words(text)) {
      for (const letter of fold(raw)) {
        letters.set(letter, (letters.get(letter) ?? 0) + 1);
        all += 1;
      }
      if (stop || !lettersOnly.test(raw)) continue;
      const known = forms.get(stem);
      if (known) known.add(raw);
      else forms.set(stem, new Set([raw]));
    }
  return {
    letters: [...letters]
      .filter(([letter, count]) => lettersOnly.test(letter) && count >= all * leastLetterShare)
      .map(([letter]) => letter)
      .sort(),
    forms: new Map([...forms].map(([stem, words]) => [stem, [...words].sort()])),
  };
}

/**
 * The queries of one kind, without those on which it has nothing to spoil. What happens to a query
 * depends on the seed, its kind and its text alone, not on the queries beside it.
 */
export function perturb(queries: Query[], kind: Kind, seed: number, analyzer: Analyzer, attested: Attested) {
  return queries.flatMap((query) => {
    const random = randomFrom(seed ^ hash(`${kind} ${query.qid} ${query.q}`));
    const q = spoil(query.q, kind, random, analyzer, attested);
    return q === undefined ? [] : [{ ...query, q, clean: query.q }];
  });
}

function spoil(q: string, kind: Kind, random: Random, analyzer: Analyzer, attested: Attested) {
  if (kind === 'clean') return q;
  if (kind === 'typo') return mistyped(q, attested.letters, random);
  if (kind === 'half typed') return halfTyped(q);
  if (kind === 'no marks') return analyzer.locale === 'en' ? undefined : withoutMarks(q);
  return inflected(q, analyzer, attested.forms, random);
}

/** One edit in one word of five letters or more; the first letter is not spared. */
export function mistyped(q: string, letters: readonly string[], random: Random): string | undefined {
  const long = [...q.matchAll(word)].filter(
    ([found]) => found.length >= shortestMistyped && lettersOnly.test(found),
  );
  const chosen = oneOf(random, long);
  if (!chosen) return undefined;
  const [before] = chosen;
  let after = before;
  while (after === before) after = edited(before, letters, random);
  return q.slice(0, chosen.index) + after + q.slice(chosen.index + before.length);
}

function edited(text: string, letters: readonly string[], random: Random): string {
  const at = whole(random, text.length);
  const letter = oneOf(random, letters) ?? '';
  const [before, here, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  switch (whole(random, 4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + here + after;
    case 2:
      return before + letter + after;
    default:
      return before + after.slice(0, 1) + here + after.slice(1);
  }
}

/** The last word, cut to 60 %. */
export function halfTyped(q: string): string | undefined {
  const last = [...q.matchAll(word)].at(-1);
  if (!last) return undefined;
  const kept = Math.max(1, Math.round(last[0].length * typedShare));
  return kept < last[0].length ? q.slice(0, last.index + kept) : undefined;
}

/** As typed on a keyboard, or by a hand, that has no accents. */
export function withoutMarks(q: string): string | undefined {
  const bare = q
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
  return bare === q.normalize('NFC') ? undefined : bare;
}

/** One word replaced by another form of it that the pages really use. */
function inflected(q: string, analyzer: Analyzer, forms: Attested['forms'], random: Random) {
  const choices = analyzer.words(q).flatMap(({ raw, folded, stem, stop, start, end }) => {
    if (stop || !lettersOnly.test(raw)) return [];
    const others = (forms.get(stem) ?? []).filter((other) => fold(other) !== folded);
    return others.length > 0 ? [{ start, end, others }] : [];
  });
  const chosen = oneOf(random, choices);
  const other = chosen && oneOf(random, chosen.others);
  return chosen && other && q.slice(0, chosen.start) + other + q.slice(chosen.end);
}

/** FNV-1a: a number for a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
