import { type Locale } from '../../i18n/locales.ts';
import { type fileFormat, sharedLength } from './bytes.ts';

/** What a page says of the index of its language: where it lies and which shard holds what. */
export interface Manifest {
  format: typeof fileFormat;
  /** The language of whoever searches. */
  locale: Locale;
  /** The languages of the pages: the reader's own first. */
  languages: [Locale, ...Locale[]];
  /** The folder, named by what is in it: `/_search/el.0123456789ab/`. */
  folder: string;
  /** How many pages there are. */
  pages: number;
  /** How many words the longest name of a code or a model has; 0 where there are none. */
  nameWords: number;
  /** The same of what editors' synonyms are typed as. */
  synonymWords: number;
  /** The impacts of levels 0 and 15; those between lie at equal ratios. */
  impacts: [least: number, most: number];
  /** How many cards a file holds: one, until there are thousands of pages. */
  cardsPerFile: number;
  /** Where each shard begins: the shortest text above all of the shard before it. See packBeginnings. */
  terms: string;
  words: string;
  ends: string;
}

const between = '|';

/** Beginnings in order, in one text: of each, how many units it shares with the one before (base 36), and the rest. */
export function packBeginnings(beginnings: readonly string[]): string {
  return beginnings
    .map((text, at) => {
      const shared = Math.min(35, sharedLength(beginnings[at - 1] ?? '', text));
      return shared.toString(36) + text.slice(shared);
    })
    .join(between);
}

export function unpackBeginnings(packed: string): string[] {
  let before = '';
  return packed.split(between).map((part) => {
    before = before.slice(0, Number.parseInt(part.charAt(0), 36)) + part.slice(1);
    return before;
  });
}

export const cardFile = (page: number, { cardsPerFile }: Manifest) =>
  `cards/${Math.floor(page / cardsPerFile)}.json`;
export const textFile = (page: number) => `texts/${page}.json`;

/** The shard that holds a text, if any does. */
export function shardOf(beginnings: readonly string[], text: string): number {
  let low = 0;
  let high = beginnings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beginnings[middle] ?? '') <= text) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The shards that hold all texts which begin like this, as first and last. */
export function shardsOf(beginnings: readonly string[], beginning: string): [first: number, last: number] {
  return [shardOf(beginnings, beginning), shardOf(beginnings, `${beginning}\uffff`)];
}

/** The shortest beginning of a text that is above the text before it. */
export function shortestAbove(before: string, text: string): string {
  for (let length = 1; length < text.length; length += 1) {
    const beginning = text.slice(0, length);
    if (beginning > before) return beginning;
  }
  return text;
}

/** The impact of a level. */
export function impactOf(level: number, { impacts: [least, most] }: Pick<Manifest, 'impacts'>): number {
  return least * (most / least) ** (level / 15);
}
