import { articlesOf, type Catalog } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { Key } from '#src/i18n/translate.ts';
import type { Asked } from './asked.ts';
import type { Case, StepKind } from './verdict.ts';

/** A link that takes a step further. */
export interface Way {
  href: string;
  key: Key;
}

const longestTitle = 120;

/** Where a step leads besides its letter, with everything that is known filled in. */
export function waysOn(
  step: StepKind,
  catalog: Catalog,
  { kase }: Asked & { kase: Case },
  name: string,
  locale: Locale,
): Way[] {
  const article = (topic: string, at = 0) =>
    articlesOf(catalog, kase.product).filter(({ topics }) => topics.includes(topic))[at]?.slug;
  const toArticle = (slug: string | undefined, key: Key) =>
    slug ? [{ href: `/${locale}/articles/${slug}/`, key }] : [];
  switch (step) {
    case 'return':
    case 'withdraw':
    case 'exchange':
      return toArticle(article('returns'), 'warranty.next.how-to-return');
    case 'ask':
      return [{ href: askPath(kase, catalog, name, locale), key: 'warranty.next.to-ask' }];
    default:
      return [];
  }
}

/** The form for a new question, filled in with the case. */
function askPath(kase: Case, catalog: Catalog, name: string, locale: Locale): string {
  const event = catalog.events.find(({ id }) => id === kase.event)?.name[locale] ?? '';
  const title = `${name}: ${event}`.slice(0, longestTitle).toWellFormed();
  const query = new URLSearchParams({ product: kase.product, topic: 'warranty', title });
  return `/${locale}/community/ask/?${query.toString()}`;
}
