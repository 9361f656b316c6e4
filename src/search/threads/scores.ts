import type { Posting } from './postings.ts';
import type { SoughtWord } from './sought.ts';
import { partOf, parts, threadOf } from './rows.ts';

/** What a word says about a thread, by the part in which it stands; several parts say more than one. */
const partShares = { title: 0.7, answer: 0.6, question: 0.5, reply: 0.35 };
/** One bit for each part. */
const bitOf = Object.fromEntries(parts.map((part, index) => [part, 1 << index])) as Record<
  (typeof parts)[number],
  number
>;
/** For every set of parts: 1 is as strongly as can be. */
const shareOf = Array.from({ length: 1 << parts.length }, (_, set) =>
  parts.reduce(
    (share, part) => ((set & bitOf[part]) === 0 ? share : 1 - (1 - share) * (1 - partShares[part])),
    0,
  ),
);
/** A thread with none but the commonest words of a question does not answer it. */
const leastFound = 0.25;
/** Half the words, found as strongly as can be, are less than half an answer. */
const coverageShare = 0.4;

/** How well a thread fits the words of a question. */
export interface Fit {
  id: number;
  /** 0 to 1. */
  fit: number;
}

/** The threads that fit best, best first, the newer one of equals; at most `most`. */
export function bestOf(words: readonly SoughtWord[], postings: readonly Posting[], most: number): Fit[] {
  const all = words.reduce((sum, { rarity }) => sum + rarity, 0);
  const totals = new Map<number, { score: number; found: number; words: number }>();
  words.forEach(({ rarity }, index) => {
    for (const [id, share] of sharesOf(postings.filter(({ word }) => word === index))) {
      const total = totals.get(id);
      if (total) {
        total.score += rarity * share;
        total.found += rarity;
        total.words += 1;
      } else totals.set(id, { score: rarity * share, found: rarity, words: 1 });
    }
  });
  const fits: Fit[] = [];
  for (const [id, { score, found, words: matched }] of totals) {
    if (found < leastFound * all) continue;
    const coverage = 1 - coverageShare * (1 - matched / words.length);
    fits.push({ id, fit: (score / all) * coverage });
  }
  return firstOf(fits, most);
}

/** For one word: what it says about each thread that has it. */
function sharesOf(postings: readonly Posting[]): Map<number, number> {
  const [first, ...others] = postings.map(({ rows, weight }) => {
    const sets = new Map<number, number>();
    for (const row of rows) {
      const id = threadOf(row);
      sets.set(id, (sets.get(id) ?? 0) | bitOf[partOf(row)]);
    }
    const shares = new Map<number, number>();
    for (const [id, set] of sets) shares.set(id, weight * (shareOf[set] ?? 0));
    return shares;
  });
  const shares = first ?? new Map<number, number>();
  for (const other of others)
    for (const [id, share] of other) if (share > (shares.get(id) ?? 0)) shares.set(id, share);
  return shares;
}

/** Sorts no more than it has to. */
function firstOf(fits: Fit[], most: number): Fit[] {
  const least =
    fits.length > most
      ? (Float64Array.from(fits, ({ fit }) => fit)
          .sort()
          .at(-most) ?? 0)
      : 0;
  return fits
    .filter(({ fit }) => fit >= least)
    .sort((a, b) => b.fit - a.fit || b.id - a.id)
    .slice(0, most);
}
