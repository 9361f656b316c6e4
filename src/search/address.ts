import { type Catalog, findProduct } from '../catalog/catalog.ts';
import { articleKinds } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';

/** What results may be narrowed to: one kind of article, or threads. */
export const resultKinds = [...articleKinds, 'threads'] as const;
export type ResultKind = (typeof resultKinds)[number];

export interface Search {
  typed: string;
  /** A slug. */
  product: string | undefined;
  kind: ResultKind | undefined;
}

/** A search out of an address; products and kinds that do not exist do not narrow it. */
export function readSearch(query: URLSearchParams, catalog: Catalog): Search {
  const kind = resultKinds.find((one) => one === query.get('kind'));
  const typed = (query.get('q') ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return { typed, kind, product: findProduct(catalog, query.get('product'))?.slug };
}

export function searchPath(locale: Locale, { typed, product, kind }: Search): string {
  const query = new URLSearchParams({ q: typed, ...(product && { product }), ...(kind && { kind }) });
  return `/${locale}/search/?${query.toString()}`;
}

const longestTitle = 120;

/** The form for a new question, with the words that found no answer. */
export function askPath(locale: Locale, words: string, product: string | undefined): string {
  const title = words.slice(0, longestTitle).toWellFormed();
  const query = new URLSearchParams({ title, ...(product && { product }) });
  return `/${locale}/community/ask/?${query.toString()}`;
}
