import { threadKinds, threadStates } from '#db/schema/forum.ts';
import { type Catalog, findProduct, findTopic } from '#src/catalog/catalog.ts';
import { isLocale, type Locale } from '#src/i18n/locales.ts';
import { asTag } from './forms.ts';
import type { Filter } from './list.ts';

/** In the address of a list: threads in every language. */
export const everyLocale = 'all';

/** The filter of an address; what the catalog does not know is left out. Without a language, the page's. */
export function readFilter(query: URLSearchParams, catalog: Catalog, locale: Locale): Filter {
  const wanted = query.get('locale') ?? locale;
  const kind = threadKinds.find((one) => one === query.get('kind'));
  // Only questions have a state.
  const hasStates = kind === undefined || kind === 'question';
  const tag = asTag((query.get('tag') ?? '').slice(0, 100));
  return {
    product: findProduct(catalog, query.get('product'))?.slug,
    topic: findTopic(catalog, query.get('topic'))?.slug,
    kind,
    state: hasStates ? threadStates.find((state) => state === query.get('state')) : undefined,
    locale: isLocale(wanted) ? wanted : wanted === everyLocale ? undefined : locale,
    ...(tag ? { tag } : {}),
  };
}

/** The address of a list on a page in `locale`. */
export function listPath(locale: Locale, filter: Filter, page?: string): string {
  const query = new URLSearchParams();
  for (const name of ['product', 'topic', 'kind', 'state', 'tag'] as const)
    if (filter[name]) query.set(name, filter[name]);
  if (filter.locale !== locale) query.set('locale', filter.locale ?? everyLocale);
  if (page) query.set('page', page);
  const text = query.toString();
  return `/${locale}/community/${text && `?${text}`}`;
}
