import { type Catalog, findArticle, readable as readableArticle } from '../catalog/catalog.ts';
import type { ReadableTroubleshooter } from '../catalog/troubleshooters.ts';
import type { Product } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/translate.ts';
import { askAboutPath, type Place } from './walk.ts';

/** Something to do now, as a link. */
export interface Action {
  href: string;
  words: string;
}

export type Part = Product['parts'][number];

/** The part that an outcome orders; undefined for any other outcome. */
export function partOf(
  catalog: Catalog,
  { tree }: ReadableTroubleshooter,
  { node }: Place,
): Part | undefined {
  const { ending } = node;
  if (ending?.kind !== 'part') return undefined;
  return productsOf(catalog, tree.products)
    .flatMap(({ parts }) => parts)
    .find(({ slug }) => slug === ending.part);
}

/** What an outcome leads to, the next step first; none for a question. */
export function actionsAt(
  catalog: Catalog,
  locale: Locale,
  readable: ReadableTroubleshooter,
  place: Place,
): Action[] {
  const t = translator(locale);
  const { ending } = place.node;
  const [product] = productsOf(catalog, readable.tree.products);
  if (!ending || !product) return [];
  const about = `?product=${product.slug}`;
  const covered = { href: `/${locale}/warranty/${about}`, words: t('troubleshooters.covered') };
  switch (ending.kind) {
    case 'article':
      return reading(catalog, locale, ending.article);
    case 'part': {
      const part = partOf(catalog, readable, place);
      return part ? [...ordering(catalog, locale, part), covered] : [];
    }
    case 'centre': {
      const href = `/${locale}/service-centres/${about}&service=${ending.service}`;
      return [{ href, words: t('troubleshooters.centre') }, covered];
    }
    case 'ask':
      return [{ href: askAboutPath(locale, readable, place), words: t('troubleshooters.ask') }];
    case 'solved': {
      const done = t('troubleshooters.done', { name: product.name[locale] });
      const further = ending.article ? reading(catalog, locale, ending.article) : [];
      return [...further, { href: `/${locale}/products/${product.slug}/`, words: done }];
    }
  }
}

const productsOf = ({ products }: Catalog, slugs: readonly string[]) =>
  products.filter(({ slug }) => slugs.includes(slug));

function reading(catalog: Catalog, locale: Locale, slug: string): Action[] {
  const article = findArticle(catalog, slug);
  if (!article) return [];
  const { title } = readableArticle(article, locale);
  const words = translator(locale)('troubleshooters.read', { title });
  return [{ href: `/${locale}/articles/${slug}/`, words }];
}

/** A letter that orders a part, ready but for what only the customer knows; and the phone. */
function ordering({ site }: Catalog, locale: Locale, part: Part): Action[] {
  const t = translator(locale);
  const values = { name: part.name[locale], number: part.number };
  const subject = encodeURIComponent(t('troubleshooters.order.subject', values));
  const body = encodeURIComponent(t('troubleshooters.order.body', values).replaceAll('\n', '\r\n'));
  const letter = {
    href: `mailto:${site.email}?subject=${subject}&body=${body}`,
    words: t('troubleshooters.order'),
  };
  const phone = site.phones[locale];
  return phone
    ? [
        letter,
        { href: `tel:${phone.replaceAll(' ', '')}`, words: t('troubleshooters.order.phone', { phone }) },
      ]
    : [letter];
}
