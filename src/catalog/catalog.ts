import { defaultLocale, type Locale } from '../i18n/locales.ts';
import type { Places } from './read-places.ts';
import type { Terms } from './read-terms.ts';
import type { ArticleKind, NoticeTerms, Product, Site, Topic } from './schemas.ts';
import type { Troubleshooter } from './troubleshooters.ts';

/** An article in one language. */
export interface Wording {
  title: string;
  summary: string;
  keywords: string[];
  /** Calendar date, YYYY-MM-DD. */
  reviewed: string;
  /** The revision of the source that this wording says. */
  madeFrom: number;
}

export interface Article {
  slug: string;
  kind: ArticleKind;
  products: string[];
  topics: string[];
  owner: string;
  order: number;
  revision: number;
  /** Of articles of the kind `notice`, and of no other. */
  notice?: NoticeTerms | undefined;
  wordings: Partial<Record<Locale, Wording>> & { en: Wording };
}

/** What editors wrote, as data: the same for pages, commands, search and letters. */
export interface Catalog extends Places, Terms {
  site: Site;
  topics: Topic[];
  products: Product[];
  articles: Article[];
  troubleshooters: Troubleshooter[];
}

/** An article as a reader of `locale` meets it: in that language, else in the source's. */
export interface ReadableArticle extends Wording {
  article: Article;
  /** The language of the words. */
  locale: Locale;
  /** True when the reader's language has no translation. */
  untranslated: boolean;
  /** True when the source has moved on since this translation was made. */
  stale: boolean;
}

export function readable(article: Article, locale: Locale): ReadableArticle {
  const own = article.wordings[locale];
  const wording = own ?? article.wordings.en;
  return {
    ...wording,
    article,
    locale: own ? locale : defaultLocale,
    untranslated: own === undefined,
    stale: wording.madeFrom < article.revision,
  };
}

export function findArticle(catalog: Catalog, slug: string): Article | undefined {
  return catalog.articles.find((article) => article.slug === slug);
}

export function findProduct(catalog: Catalog, slug: string | null | undefined): Product | undefined {
  return catalog.products.find((product) => product.slug === slug);
}

export function findTopic(catalog: Catalog, slug: string | null | undefined): Topic | undefined {
  return catalog.topics.find((topic) => topic.slug === slug);
}

/** The articles of a product, in the editors' order. */
export function articlesOf(catalog: Catalog, product: string): Article[] {
  return catalog.articles.filter(({ products }) => products.includes(product));
}

/** An article that tells of a recall or a known issue. */
export type Notice = Article & { notice: NoticeTerms };

export const isRecall = ({ notice }: Notice): boolean => notice.level === 'recall';

/** The notices of a product, or of all of them: recalls first, then the newest. */
export function noticesOf(catalog: Catalog, product?: string): Notice[] {
  const isNotice = (article: Article): article is Notice =>
    article.notice !== undefined && (product === undefined || article.products.includes(product));
  const rank = ({ notice }: Notice) => (notice.level === 'recall' ? 0 : 1);
  return catalog.articles
    .filter(isNotice)
    .sort((a, b) => rank(a) - rank(b) || b.notice.published.localeCompare(a.notice.published));
}
