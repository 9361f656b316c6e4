import type { VocabularyWord } from './shards/words.ts';

const shortestMended = 4;
const longestForOneEdit = 7;

/** A code or a model: one that is nearly right is another. */
export const hasDigit = (word: string) => /\d/.test(word);

/** How many edits a slip may have: none in short words and in codes, two above seven letters. */
export function editsAllowed(word: string): 0 | 1 | 2 {
  if (word.length < shortestMended || hasDigit(word)) return 0;
  return word.length > longestForOneEdit ? 2 : 1;
}

/** With another ending a word is another form, and nobody is told that it was a slip. */
export const isOtherForm = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);

/** Words that begin like this and go on, the commonest first. */
export function commonest(
  words: readonly VocabularyWord[],
  beginning: string,
  most: number,
): VocabularyWord[] {
  return words
    .filter(({ folded }) => folded.length > beginning.length && folded.startsWith(beginning))
    .sort((a, b) => b.commonness - a.commonness)
    .slice(0, most);
}

/**
 * The words that a word may be a slip of: within one edit, or two above seven letters, and no
 * farther than the nearest. A swap of neighbours is one edit; a wrong first letter counts half more.
 */
export function closest(words: readonly VocabularyWord[], word: string, most: number): VocabularyWord[] {
  const allowed = editsAllowed(word);
  if (allowed === 0) return [];
  const near = words
    .filter(({ folded }) => folded !== word && !hasDigit(folded))
    .map((other) => ({ other, edits: edits(word, other.folded, allowed) }))
    .filter(({ edits }) => edits <= allowed)
    .map(({ other, edits }) => ({ other, far: edits + (other.folded[0] === word[0] ? 0 : 0.5) }))
    .sort((a, b) => a.far - b.far || b.other.commonness - a.other.commonness);
  return near
    .filter(({ far }) => far === near[0]?.far)
    .slice(0, most)
    .map(({ other }) => other);
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
