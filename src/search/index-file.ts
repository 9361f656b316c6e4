import type { ArticleKind } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';

/** Rises when a reader of older files would go wrong. */
export const indexFormat = 1;

/**
 * The search index of one language as it lies in `_search/{locale}.{hash}.json`: every article that
 * can be read in that language, in its own words where it is translated, else in English.
 */
export interface IndexFile {
  format: typeof indexFormat;
  locale: Locale;
  /** What a result shows; the place in this list is the document's name in `lunr`. */
  cards: Card[];
  /** Products by slug, named in the language of the file. */
  products: Record<string, { name: string; models: string[] }>;
  /** Error codes, folded, and the articles that treat them, the most telling first. */
  codes: Record<string, number[]>;
  /** Lower-case words by language of the text, the commonest first, separated by spaces. */
  words: Partial<Record<Locale, string>>;
  /** The serialised lunr.Index over `fields`. */
  lunr: object;
}

export interface Card {
  slug: string;
  title: string;
  summary: string;
  kind: ArticleKind;
  products: string[];
  /** The language of the words. */
  lang: Locale;
}

/**
 * lunr's fields with their weight. `labels` are the names of products and topics in the language of
 * the file: a Greek reader finds an article that is not translated by what it is about.
 */
export const fields = { title: 8, keywords: 5, headings: 3, summary: 3, labels: 3, body: 1 } as const;
export type Field = keyof typeof fields;
