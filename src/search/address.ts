import { type ThreadKind, threadKinds } from '#db/schema/forum.ts';
import { type Catalog, findProduct } from '../catalog/catalog.ts';
import { articleKinds } from '../catalog/schemas.ts';
import type { Translate } from '../i18n/translate.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';

/** What results may be narrowed to: one kind of article, threads, or one kind of those. */
export const resultKinds = [...articleKinds, 'threads', ...threadKinds] as const;
export type ResultKind = (typeof resultKinds)[number];

/** The kind of threads that results are narrowed to, if it is one. */
export function threadKindOf(kind: ResultKind | undefined): ThreadKind | undefined {
  return threadKinds.find((one) => one === kind);
}

/** What a narrowing is called. */
export function kindName(kind: ResultKind, t: Translate): string {
  if (kind === 'threads') return t('search.kind.threads');
  const articles = articleKinds.find((one) => one === kind);
  return articles ? t(`articles.kind.${articles}`) : t(`forum.kinds.${threadKindOf(kind) ?? 'question'}`);
}

/** Nobody reads further, and a robot should not. */
export const mostPages = 5;
export const rowsPerPage = 20;

export interface Search {
  typed: string;
  /** A slug. */
  product: string | undefined;
  kind: ResultKind | undefined;
  /** The language that results are written in. */
  language: Locale | undefined;
  /** True when slips of the keys are to stand as they were typed. */
  exact: boolean;
  /** From 1 to `mostPages`. */
  page: number;
}

/** A search out of an address; products, kinds and languages that do not exist do not narrow it. */
export function readSearch(query: URLSearchParams, catalog: Catalog): Search {
  const language = query.get('language') ?? undefined;
  const page = Number(query.get('page'));
  return {
    typed: (query.get('q') ?? '').replace(/\p{Cc}+/gu, ' ').trim(),
    product: findProduct(catalog, query.get('product'))?.slug,
    kind: resultKinds.find((one) => one === query.get('kind')),
    language: isLocale(language) ? language : undefined,
    exact: query.get('exact') === '1',
    page: Number.isInteger(page) ? Math.min(Math.max(page, 1), mostPages) : 1,
  };
}

/** Where the results of a search stand; what is left out does not narrow it. */
export function searchPath(
  locale: Locale,
  { typed, product, kind, language, exact, page = 1 }: Pick<Search, 'typed'> & Partial<Search>,
): string {
  const query = new URLSearchParams({
    q: typed,
    ...(product && { product }),
    ...(kind && { kind }),
    ...(language && { language }),
    ...(exact && { exact: '1' }),
    ...(page > 1 && { page: String(page) }),
  });
  return `/${locale}/search/?${query.toString()}`;
}

const longestTitle = 120;

/** The form for a new question, with the words that found no answer. */
export function askPath(locale: Locale, words: string, product: string | undefined): string {
  const title = words.slice(0, longestTitle).toWellFormed();
  const query = new URLSearchParams({ title, ...(product && { product }) });
  return `/${locale}/community/ask/?${query.toString()}`;
}
