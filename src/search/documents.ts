import type { ArticleKind } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';

/** What a result shows of a page. */
export interface Card {
  slug: string;
  title: string;
  summary: string;
  kind: ArticleKind;
  /** Slugs. */
  products: string[];
  /** The language of the words. */
  lang: Locale;
}

/**
 * The parts of a page, each with its weight and with how much a long one counts against its words
 * (b of BM25F, 0 to 1). `labels` are the names of products and topics in the reader's language: a
 * Greek reader finds an article that is not translated by what it is about.
 */
export const fields = {
  title: { weight: 8, length: 0.5 },
  keywords: { weight: 5, length: 0.3 },
  headings: { weight: 2, length: 0.3 },
  summary: { weight: 2, length: 0.3 },
  labels: { weight: 4, length: 0.3 },
  body: { weight: 1, length: 0.6 },
} as const;
export type Field = keyof typeof fields;

/** A page as it is indexed. */
export interface SearchDocument {
  card: Card;
  /** Each part as the pieces that it is made of: words of two pieces do not stand side by side. */
  texts: Partial<Record<Field, string[]>>;
  /** Error codes and names of models that lead here, and how surely: the highest comes first. */
  names: { kind: 'code' | 'model'; name: string; weight: number }[];
}
