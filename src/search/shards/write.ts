import type { Locale } from '../../i18n/locales.ts';
import type { Analyzer } from '../analyzer.ts';
import { fields, type SearchDocument } from '../documents.ts';
import { fileFormat } from './bytes.ts';
import { encodeCards, encodeText } from './cards.ts';
import {
  markAliases,
  markedEntries,
  nameEntries,
  type Range,
  type Synonym,
  synonymAliases,
  wholeEntries,
  withAliases,
  wordEntries,
} from './entries.ts';
import { type AnalysedPage, analyse, type Impacts, impactsOf } from './impacts.ts';
import { type Manifest, packBeginnings, shortestAbove } from './manifest.ts';
import { encodeTerms } from './terms.ts';
import { encodeWords, reversed, type VocabularyWord } from './words.ts';

export interface IndexSource {
  locale: Locale;
  documents: readonly SearchDocument[];
  analyzerOf: (lang: Locale) => Analyzer;
  synonyms?: readonly Synonym[];
}

/** The files of an index by their name in its folder, and the manifest, which lacks the folder alone. */
export interface IndexFiles {
  manifest: Omit<Manifest, 'folder'>;
  files: Map<string, Uint8Array>;
}

/** What a page says that is not in the reader's language. */
const otherLanguageShare = 0.85;
/** Impacts below this part of the highest are as good as nothing. */
const leastShare = 0.01;
/**
 * Of a shard, before compression, roughly. A query fetches a few of them, and the manifest takes two
 * bytes for each: smaller ones would save little and make the whole index larger.
 */
const termShardBytes = 1_600;
const wordShardBytes = 2_400;
/** Of what only one page says, not in its title, these are words; the rest are numbers and names of files. */
const rareWord = /^\p{L}{4,20}$/u;
const mostNameWords = 4;
const manyPages = 8_000;
const cardsTogether = 8;

/** Writes the index of some pages: shards of terms, of words and of endings; cards; texts. */
export function writeIndex({ locale, documents, analyzerOf, synonyms = [] }: IndexSource): IndexFiles {
  const pages = documents.map((document) => analyse(document, analyzerOf, locale));
  const languages = documents.map(({ card }) => card.lang);
  const tongues: [Locale, ...Locale[]] = [locale, ...new Set(languages.filter((lang) => lang !== locale))];
  const impacts = impactsOf(
    pages,
    languages.map((lang) => (lang === locale ? 1 : otherLanguageShare)),
  );
  const range = rangeOf(impacts);
  const words = wordEntries(impacts, range);
  const entries = withAliases(
    [
      ...words,
      ...nameEntries(documents, analyzerOf(locale)),
      ...wholeEntries(documents, analyzerOf),
      ...markedEntries(pages, words),
    ],
    [markAliases(pages), synonymAliases(synonyms, tongues.map(analyzerOf), (stem) => impacts.has(stem))],
  );
  const vocabulary = vocabularyOf(pages);
  const shards = {
    terms: split(
      entries,
      ({ term }) => term,
      ({ term, postings, aliases }) => 4 + term.length / 2 + 1.7 * postings.length + 12 * aliases.length,
      termShardBytes,
    ),
    words: split(vocabulary, ({ folded }) => folded, sizeOfWord, wordShardBytes),
    ends: split(
      inOrder(vocabulary, ({ folded }) => reversed(folded)),
      ({ folded }) => reversed(folded),
      sizeOfWord,
      wordShardBytes,
    ),
  };
  const cardsPerFile = documents.length > manyPages ? cardsTogether : 1;
  const files = new Map<string, Uint8Array>();
  shards.terms.parts.forEach((part, at) => files.set(`terms/${at}.bin`, encodeTerms(part)));
  shards.words.parts.forEach((part, at) => files.set(`words/${at}.bin`, encodeWords(part)));
  shards.ends.parts.forEach((part, at) => files.set(`ends/${at}.bin`, encodeWords(part, true)));
  for (let at = 0; at < documents.length; at += cardsPerFile) {
    const cards = documents.slice(at, at + cardsPerFile).map(({ card }) => card);
    files.set(`cards/${at / cardsPerFile}.json`, encodeCards(cards));
  }
  documents.forEach(({ texts }, at) =>
    files.set(`texts/${at}.json`, encodeText([...(texts.headings ?? []), ...(texts.body ?? [])])),
  );
  return {
    manifest: {
      format: fileFormat,
      locale,
      languages: tongues,
      pages: documents.length,
      nameWords: mostWordsOf(
        documents.flatMap(({ names }) => names.map(({ name }) => name)),
        analyzerOf(locale),
      ),
      synonymWords: mostWordsOf(
        synonyms.flatMap(({ words }) => words),
        analyzerOf(locale),
      ),
      impacts: range,
      cardsPerFile,
      terms: packBeginnings(shards.terms.beginnings),
      words: packBeginnings(shards.words.beginnings),
      ends: packBeginnings(shards.ends.beginnings),
    },
    files,
  };
}

/** How many words the longest of some names has. */
function mostWordsOf(names: readonly string[], analyzer: Analyzer): number {
  const most = names.reduce((longest, name) => Math.max(longest, analyzer.words(name).length), 0);
  return Math.min(mostNameWords, most);
}

function rangeOf(impacts: Impacts): Range {
  let most = 0;
  for (const byPage of impacts.values()) for (const impact of byPage.values()) most = Math.max(most, impact);
  return most === 0 ? [1, 2] : [most * leastShare, most];
}

/** Every word as most pages spell it, with how common it is, in order of its folded form. */
function vocabularyOf(pages: readonly AnalysedPage[]): VocabularyWord[] {
  const found = new Map<
    string,
    { spellings: Map<string, number>; pages: number; last: number; inTitle: boolean }
  >();
  pages.forEach((page, at) => {
    for (const field of Object.keys(fields) as (keyof typeof fields)[])
      for (const { raw, folded } of (page[field] ?? []).flat()) {
        const word = found.get(folded) ?? {
          spellings: new Map<string, number>(),
          pages: 0,
          last: -1,
          inTitle: false,
        };
        found.set(folded, word);
        word.spellings.set(raw, (word.spellings.get(raw) ?? 0) + 1);
        word.inTitle ||= field === 'title' || field === 'keywords' || field === 'labels';
        if (word.last !== at) word.pages += 1;
        word.last = at;
      }
  });
  const words = [...found]
    .filter(([folded, { pages, inTitle }]) => inTitle || pages > 1 || rareWord.test(folded))
    .map(([folded, { spellings, pages }]) => ({
      folded,
      spelled: [...spellings].reduce((best, other) => (other[1] > best[1] ? other : best))[0],
      commonness: Math.floor(Math.log2(pages)),
    }));
  return inOrder(words, ({ folded }) => folded);
}

function inOrder<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

const sizeOfWord = ({ spelled }: VocabularyWord) => 2.5 + spelled.length / 2;

/** A shard may be so much smaller or larger than it should. */
const leeway = 0.35;

/**
 * Shards of about one size, with where each begins; the first begins at nothing. They part where the
 * next one's beginning is shortest, for the manifest holds them all.
 */
function split<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  sizeOf: (item: Item) => number,
  enough: number,
): { parts: Item[][]; beginnings: string[] } {
  const parts: Item[][] = [];
  const beginnings = [''];
  for (let start = 0; ;) {
    let size = 0;
    let cut: { at: number; beginning: string } | undefined;
    for (let at = start; at < items.length && size < enough * (1 + leeway); at += 1) {
      const [before, item] = [items[at - 1], items[at]];
      if (item === undefined) break;
      if (before !== undefined && size > enough * (1 - leeway)) {
        const beginning = shortestAbove(keyOf(before), keyOf(item));
        if (!cut || beginning.length < cut.beginning.length) cut = { at, beginning };
      }
      size += sizeOf(item);
    }
    if (!cut || size < enough * (1 + leeway)) {
      parts.push(items.slice(start));
      return { parts, beginnings };
    }
    parts.push(items.slice(start, cut.at));
    beginnings.push(cut.beginning);
    start = cut.at;
  }
}
