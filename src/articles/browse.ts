import { type Article, articlesOf, type Catalog, findTopic, readable } from '../catalog/catalog.ts';
import type { Product, Topic } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/translate.ts';

/** The articles of one topic, within whatever is being browsed. */
export interface Shelf {
  topic: Topic;
  articles: Article[];
}

/** Articles by topic, in the editors' order of both; topics without an article are left out. */
export function shelves(catalog: Catalog, articles: readonly Article[]): Shelf[] {
  return catalog.topics
    .map((topic) => ({ topic, articles: articles.filter(({ topics }) => topics.includes(topic.slug)) }))
    .filter((shelf) => shelf.articles.length > 0);
}

/** How many articles of a topic are listed before a page of their own takes over. */
export const shelfLength = 8;

/** How many articles one page of a topic lists. */
export const pageLength = 40;

export interface ShelfPage extends Shelf {
  /** Counts from 1. */
  page: number;
  pages: number;
}

/** A shelf in pages; all of them together hold every article. */
export function pagesOf({ topic, articles }: Shelf): ShelfPage[] {
  const pages = Math.ceil(articles.length / pageLength);
  return Array.from({ length: pages }, (_, index) => ({
    topic,
    articles: articles.slice(index * pageLength, (index + 1) * pageLength),
    page: index + 1,
    pages,
  }));
}

const shownRelated = 4;

/**
 * What somebody who reads an article may need next: articles that share most with it, a topic of a
 * product counting more than a topic or a product alone, and what is about few products more than
 * what is about all of them.
 */
export function relatedArticles(catalog: Catalog, article: Article): Article[] {
  const shared = (a: readonly string[], b: readonly string[]) => a.filter((one) => b.includes(one)).length;
  const closeness = (other: Article) => {
    const topics = shared(article.topics, other.topics);
    const products = shared(article.products, other.products) / other.products.length;
    return 2 * topics + 3 * products + (other.kind === article.kind ? 0.5 : 0);
  };
  return catalog.articles
    .filter(
      (other) =>
        other.slug !== article.slug &&
        (shared(other.products, article.products) > 0 || shared(other.topics, article.topics) > 0),
    )
    .map((other) => ({ other, near: closeness(other) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, shownRelated)
    .map(({ other }) => other);
}

/** Where to ask, with the product (when there is only one) and the article filled in. */
export function askPath(locale: string, { slug, products }: Article): string {
  const query = new URLSearchParams(products.length === 1 ? { product: products[0] ?? '' } : {});
  query.set('article', slug);
  return `/${locale}/community/ask/?${query.toString()}`;
}

/** What a product page lists: its topics in the product's order, with notices told apart. */
export function shelvesOf(catalog: Catalog, product: Product): Shelf[] {
  const listed = articlesOf(catalog, product.slug).filter(({ kind }) => kind !== 'notice');
  const place = (shelf: Shelf) => product.topics.indexOf(shelf.topic.slug) >>> 0;
  return shelves(catalog, listed).sort((a, b) => place(a) - place(b));
}

/** The pages above an article: the list, and its first topic. Its products stand beside its title. */
export function trailOf(catalog: Catalog, { topics }: Article, locale: Locale): Crumb[] {
  const topic = findTopic(catalog, topics[0]);
  const list = { name: translator(locale)('articles.title'), path: `/${locale}/articles/` };
  return topic ? [list, { name: topic.name[locale], path: `${list.path}topics/${topic.slug}/` }] : [list];
}

interface Crumb {
  name: string;
  path: string;
}

const feedLength = 30;

/** The articles reviewed last, as readers of a language meet them. */
export function newestArticles(catalog: Catalog, locale: Locale): Article[] {
  const reviewed = (article: Article) => readable(article, locale).reviewed;
  return catalog.articles.toSorted((a, b) => reviewed(b).localeCompare(reviewed(a))).slice(0, feedLength);
}
