import { articlesOf, type Catalog, findProduct } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { type Key, translator } from '#src/i18n/translate.ts';
import { longDate } from '#src/i18n/format.ts';
import type { Asked } from './asked.ts';
import { anotherCountry, countryName } from './countries.ts';
import type { Case, StepKind } from './verdict.ts';

/** A link that takes a step further. */
export interface Way {
  href: string;
  key: Key;
}

type Known = Asked & { kase: Case };

const longestTitle = 120;

/** Where a step leads besides its letter, with everything that is known filled in. */
export function waysOn(step: StepKind, catalog: Catalog, asked: Known, locale: Locale): Way[] {
  switch (step) {
    case 'return':
    case 'withdraw':
    case 'exchange':
      return howToReturn(catalog, asked.kase.product, locale);
    case 'centre':
      return [{ href: centresPath(catalog, asked.kase, 'repair', locale), key: 'warranty.next.to-centre' }];
    case 'part':
      return [{ href: centresPath(catalog, asked.kase, 'parts', locale), key: 'warranty.next.to-parts' }];
    case 'ask':
      return [{ href: askPath(catalog, asked, locale), key: 'warranty.next.to-ask' }];
    default:
      return [];
  }
}

function howToReturn(catalog: Catalog, product: string, locale: Locale): Way[] {
  const article = articlesOf(catalog, product).find(({ topics }) => topics.includes('returns'));
  return article
    ? [{ href: `/${locale}/articles/${article.slug}/`, key: 'warranty.next.how-to-return' }]
    : [];
}

/** The centres of the buyer's country for the product; for a repair, those that repair it where its warranty says. */
function centresPath(
  catalog: Catalog,
  { product, country }: Case,
  purpose: 'repair' | 'parts',
  locale: Locale,
): string {
  const where = catalog.policies.find((policy) => policy.product === product)?.versions.at(-1)?.claim.where;
  const wanted = purpose === 'parts' ? 'parts' : `repair-${where ?? 'workshop'}`;
  const service = catalog.services.find(({ id }) => id === wanted)?.id;
  const query = new URLSearchParams({
    ...{ product, ...(country === anotherCountry ? {} : { country }) },
    ...(service ? { service } : {}),
  });
  return `/${locale}/service-centres/?${query.toString()}`;
}

/** The form for a new question, filled in with the case. */
function askPath(catalog: Catalog, { kase, plate }: Known, locale: Locale): string {
  const t = translator(locale);
  const event = catalog.events.find(({ id }) => id === kase.event)?.name[locale] ?? '';
  const name = findProduct(catalog, kase.product)?.name[locale] ?? kase.product;
  const day = (date: string) => longDate(Date.parse(date), locale);
  const body = [
    `${t('warranty.letter.event')}: ${event}`,
    `${t('warranty.letter.bought')}: ${day(kase.bought)}`,
    ...(kase.delivered ? [`${t('warranty.letter.delivered')}: ${day(kase.delivered)}`] : []),
    ...(kase.condition === 'used' ? [t('warranty.letter.used')] : []),
    `${t('warranty.letter.country')}: ${countryName(kase.country, locale)}`,
  ].join('\n');
  // A serial number is nobody else's business: only a model goes into a public question.
  const model = findProduct(catalog, kase.product)?.models.find((each) => each === plate);
  const title = [model ?? name, event].join(': ').slice(0, longestTitle).toWellFormed();
  const query = new URLSearchParams({ product: kase.product, topic: 'warranty', title, body });
  return `/${locale}/community/ask/?${query.toString()}`;
}

/** The form that keeps the product among the things somebody owns, filled in. */
export function keepPath(catalog: Catalog, { kase, plate }: Known, locale: Locale): string {
  const { product, bought, country, condition, delivered, repaired, where, seller, firstDelivered } = kase;
  const model = findProduct(catalog, product)?.models.find(
    (each) => each.toLowerCase() === plate?.toLowerCase(),
  );
  const known = {
    product: model ? `${product}/${model}` : product,
    ...{
      serial: model ? undefined : plate,
      bought,
      delivered,
      repaired,
      where,
      seller,
      first: firstDelivered,
    },
    country,
    condition: condition === 'used' ? condition : undefined,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(known)) if (value) query.set(name, value);
  return `/${locale}/account/products/add/?${query.toString()}`;
}
