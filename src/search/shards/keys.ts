import { inLatin, type Word } from '../analyzer.ts';
import { hashOf } from './bytes.ts';

/*
 * Terms that are no words lie behind the word they begin with, so that whoever looks a word up has
 * them in hand: their signs are below all letters and digits.
 */

/** A whole title or keyword: its first word that counts, and a hash of all of them, folded. */
export function wholeKey(words: readonly Word[]): string | undefined {
  const first = words.find(({ stop }) => !stop) ?? words[0];
  if (!first) return undefined;
  const text = words.map(({ folded }) => folded).join(' ');
  return `${first.bare}=${hashOf(new TextEncoder().encode(text)).toString(36)}`;
}

/** An error code or the name of a model, folded. */
export const nameKey = (kind: 'code' | 'model', name: string) => `${name}${kind === 'code' ? '#' : '@'}`;

/**
 * The ways in which folded words may be written as one name: with spaces between them, and without
 * where there is a digit, for "E 18" is "E18".
 */
export function spellingsOf(words: readonly string[]): string[] {
  const together = inLatin(words.join('')).toLowerCase();
  return /\d/.test(together) ? [...new Set([words.join(' '), together])] : [words.join(' ')];
}

/** Everything in a query that may be a name of at most so many words, short before long. */
export function namesIn(folded: readonly string[], mostWords: number): string[] {
  const lengths = Array.from({ length: mostWords }, (_, at) => at + 1);
  return lengths.flatMap((length) =>
    folded
      .slice(0, Math.max(0, folded.length - length + 1))
      .flatMap((_, at) => spellingsOf(folded.slice(at, at + length))),
  );
}

/** A stem as it is with its marks, beside others that fold to the same: får beside far. */
export const markedKey = (stem: string, marked: string) => `${stem}^${marked}`;

/** Neighbours: stems with a space between them. */
export const pairKey = (first: string, second: string) => `${first} ${second}`;
