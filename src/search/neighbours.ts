import { type Analyzer, isHyphened, type Word } from './analyzer.ts';
import { type Asked, raise, weights } from './forms.ts';
import { pairKey } from './shards/keys.ts';
import type { IndexReader } from './shards/reader.ts';

/** Of two words, only forms that weigh as much as this are looked for side by side. */
const leastOfPair = 0.6;

/** A few words of a query in a row, and the keys under which editors' synonyms of them stand. */
interface Run {
  words: Word[];
  keys: string[];
}

/** By stems, and by folded words for those who type without marks; little words count here. */
function runsOf(words: readonly Word[], mostWords: number): Run[] {
  const lengths = Array.from({ length: mostWords }, (_, at) => at + 1);
  return words.flatMap((_, at) =>
    lengths
      .filter((length) => at + length <= words.length)
      .map((length) => words.slice(at, at + length))
      .map((run) => ({
        words: run,
        keys: [
          ...new Set([run.map(({ stem }) => stem).join(' '), run.map(({ folded }) => folded).join(' ')]),
        ],
      })),
  );
}

/** The terms that neighbours may be found under, so that they are in hand. */
export function keysTogether(
  words: readonly Word[],
  considered: readonly Word[][],
  synonymWords: number,
): string[] {
  const first = considered.flatMap(([word]) => word ?? []);
  const pairs = first.slice(1).flatMap((next, at) => {
    const before = first[at]?.stem ?? '';
    return [pairKey(before, next.stem), pairKey(before, next.folded)];
  });
  const wanted = new Set(first);
  const runs = runsOf(words, synonymWords).filter((run) => run.words.some((word) => wanted.has(word)));
  return [...pairs, ...runs.flatMap(({ keys }) => keys)];
}

/** Adds what editors take for the same as a word, or as two or three of them in a row. */
export function addSynonyms(words: readonly Word[], asked: readonly Asked[], index: IndexReader): void {
  for (const run of runsOf(words, index.manifest.synonymWords)) {
    const within = asked.filter(({ word }) => run.words.includes(word));
    const targets = run.keys
      .flatMap((key) => index.find(key)?.aliases ?? [])
      .filter(({ kind }) => kind === 'synonym');
    for (const { target } of targets)
      for (const { terms } of within) addTarget(terms, target, weights.synonym / within.length);
  }
}

function addTarget(terms: Map<string, number>, target: string, weight: number): void {
  const parts = target.split(' ');
  for (const part of parts) raise(terms, part, weight / parts.length);
  parts.slice(1).forEach((part, at) => raise(terms, pairKey(parts[at] ?? '', part), weight));
}

const compoundOf = (first: Word, second: Word, analyzer: Analyzer): string | undefined =>
  analyzer.words(first.raw + second.raw)[0]?.stem;

/** The one word that neighbours may be in a language of compounds, so that it is in hand. */
export function compoundsToLoad(considered: readonly Word[][], analyzer: Analyzer): string[] {
  if (!analyzer.compounds) return [];
  const first = considered.flatMap(([word]) => word ?? []);
  return first.slice(1).flatMap((next, at) => {
    const before = first[at];
    return (before && compoundOf(before, next, analyzer)) ?? [];
  });
}

/**
 * Adds the one word that two may be which nobody has apart, or that stand with a hyphen between
 * them: "wi fi" is wifi, "e-mail" is email; in a language of compounds any two, "serie nummer".
 */
export async function addCompounds(
  text: string,
  asked: readonly Asked[],
  analyzer: Analyzer,
  index: IndexReader,
): Promise<void> {
  const compounds = asked.slice(1).flatMap((second, at) => {
    const first = asked[at];
    if (!first) return [];
    const apart = first.known && second.known && !analyzer.compounds;
    if (apart && !isHyphened(text, first.word, second.word)) return [];
    const stem = compoundOf(first.word, second.word, analyzer);
    return stem ? [{ parts: [first, second], stem }] : [];
  });
  await index.load(compounds.map(({ stem }) => stem));
  for (const { parts, stem } of compounds)
    if (index.find(stem)?.postings.length)
      for (const part of parts) {
        if (analyzer.compounds)
          for (const [term, weight] of part.terms) part.terms.set(term, weight * weights.partOfCompound);
        raise(part.terms, stem, weights.compound / parts.length);
        part.mended = undefined;
      }
}

const heavy = ({ terms }: Asked) => [...terms].filter(([, weight]) => weight >= leastOfPair);

/** The pairs that the forms of a word make with those of the next. */
export function pairsToLoad(first: Asked, second: Asked | undefined): string[] {
  if (!second) return [];
  return heavy(first).flatMap(([one]) => heavy(second).map(([other]) => pairKey(one, other)));
}

/** Forms of one word with forms of the next, where titles or headings have them side by side. */
export function pairsIn(asked: readonly Asked[], index: IndexReader): Map<string, number> {
  const pairs = new Map<string, number>();
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
