import { type Catalog, findProduct } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';

/** What somebody calls their thing, e.g. "Cordless drill T18 (T18 Impact)". */
export function thingName(
  catalog: Catalog,
  { product: slug, model }: { product: string; model: string },
  locale: Locale,
): string {
  const product = findProduct(catalog, slug);
  const name = product?.name[locale] ?? slug;
  return model && !name.endsWith(model) ? `${name} (${model})` : name;
}
