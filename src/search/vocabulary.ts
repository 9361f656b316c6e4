import { fold } from './languages/language.ts';

/** The words that articles really use, not stemmed: what typed words are mended by. All are folded here. */
export interface Vocabulary {
  has(word: string): boolean;
  /** The word as articles spell it, marks and all. */
  spelled(word: string): string;
  /** Words that begin like this, the commonest first. */
  completions(beginning: string, most: number): string[];
  /** Other forms of a word: the same beginning, another ending. */
  relatives(word: string, most: number): string[];
  /** Words within one edit, or two above seven letters; the nearest first. A swap of neighbours is one edit. */
  corrections(word: string, most: number): string[];
}

const shortestMended = 4;
const longestForOneEdit = 7;
const longestEnding = 4;

/** `spellings` are words with their marks, in order of how many articles have them, commonest first. */
export function vocabularyOf(spellings: readonly string[]): Vocabulary {
  const known = new Map<string, string>();
  for (const spelling of spellings) {
    const word = fold(spelling);
    if (!known.has(word)) known.set(word, spelling);
  }
  const words = [...known.keys()];
  return {
    has: (word) => known.has(word),
    spelled: (word) => (known.get(word) ?? word).replace(/σ$/, 'ς'),
    completions: (beginning, most) =>
      words.filter((word) => word.length > beginning.length && word.startsWith(beginning)).slice(0, most),
    relatives: (word, most) => {
      const beginning = word.slice(0, Math.max(shortestMended, word.length - longestEnding));
      if (beginning.length < shortestMended || hasDigit(word)) return [];
      return words
        .filter((other) => other !== word && other.startsWith(beginning) && areRelated(word, other))
        .slice(0, most);
    },
    corrections: (word, most) => {
      if (word.length < shortestMended || hasDigit(word)) return [];
      const allowed = word.length > longestForOneEdit ? 2 : 1;
      return words
        .map((other) => ({ other, edits: edits(word, other, allowed) + Number(other[0] !== word[0]) / 2 }))
        .filter(({ other, edits }) => edits <= allowed + 0.5 && !hasDigit(other))
        .sort((a, b) => a.edits - b.edits)
        .slice(0, most)
        .map(({ other }) => other);
    },
  };
}

/** A code or a model that is nearly right is another code. */
const hasDigit = (word: string) => /\d/.test(word);

/** The shared beginning outweighs both endings: fridge and fridges, not fridge and Friday. */
function areRelated(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  const isWhole = shared === Math.min(a.length, b.length);
  return (isWhole || shared > shortestMended) && Math.max(a.length, b.length) - shared <= longestEnding;
}

/**
 * The Damerau distance (optimal string alignment): insertions, deletions, substitutions and swaps of
 * neighbours. Infinity where there are more than `most`.
 */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + Number(!same),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    if (Math.min(...current) > most) return Infinity;
    before = last;
    last = current;
  }
  const distance = last[b.length] ?? 0;
  return distance > most ? Infinity : distance;
}
