import type { Catalog } from '../catalog/catalog.ts';
import { locales } from '../i18n/locales.ts';
import { shelves } from './browse.ts';

/** A page in every language, for crawlers. */
export interface Listed {
  /** Beneath the language, e.g. `articles/x/`. */
  path: string;
  /** Calendar date, YYYY-MM-DD; undefined where nothing tells. */
  changed?: string | undefined;
}

/** The pages made from content: front page, products, topics, articles, terms, and where troubleshooters begin. */
export function listedPages(catalog: Catalog): Listed[] {
  return [
    { path: '' },
    { path: 'products/' },
    ...catalog.products.map(({ slug }) => ({ path: `products/${slug}/` })),
    { path: 'articles/' },
    ...shelves(catalog, catalog.articles).map(({ topic }) => ({ path: `articles/topics/${topic.slug}/` })),
    ...catalog.articles.map(({ slug, wordings }) => ({
      path: `articles/${slug}/`,
      changed: lastReviewed(Object.values(wordings)),
    })),
    { path: 'warranty/' },
    { path: 'warranty/plans/' },
    ...catalog.policies.map(({ product }) => ({ path: `warranty/${product}/` })),
    ...catalog.laws.map(({ country }) => ({ path: `warranty/law/${country.toLowerCase()}/` })),
    { path: 'troubleshoot/' },
    ...catalog.troubleshooters.map(({ slug, wordings }) => ({
      path: `troubleshoot/${slug}/`,
      changed: lastReviewed(Object.values(wordings)),
    })),
    ...placePages(catalog).map((path) => ({ path })),
  ];
}

/** Where help is found beside articles. */
const placePages = ({ centres, series }: Catalog): string[] => [
  'guides/',
  ...series.map(({ slug }) => `guides/${slug}/`),
  'contact/',
  'service-centres/',
  ...centres.map(({ slug }) => `service-centres/${slug}/`),
];

const lastReviewed = (wordings: readonly { reviewed: string }[]) =>
  wordings.reduce((last, { reviewed }) => (reviewed > last ? reviewed : last), '');

/** The addresses of a page in all its languages, as hreflang alternates. */
export function alternates(origin: string, path: string): { lang: string; url: string }[] {
  return [
    ...locales.map((lang) => ({ lang: lang as string, url: `${origin}/${lang}/${path}` })),
    { lang: 'x-default', url: `${origin}/en/${path}` },
  ];
}
