import type { Catalog } from '#src/catalog/catalog.ts';

/** What somebody typed from a rating plate. */
export interface Found {
  product: string;
  model?: string;
  part?: string;
}

const longest = 60;

/** The product of a model or a serial number as somebody typed it, whatever its case and spaces; undefined when nothing fits. */
export function findByPlate(catalog: Catalog, typed: string): Found | undefined {
  const plain = compact(typed.slice(0, longest));
  if (plain === '') return undefined;
  for (const { slug, models } of catalog.products) {
    const model = models.find((each) => compact(each) === plain);
    if (model) return { product: slug, model };
  }
  for (const { product, versions } of catalog.policies)
    for (const [part, { models }] of Object.entries(versions.at(-1)?.parts ?? {}))
      if (models.some((each) => compact(each) === plain)) return { product, part };
  return serialsOf(catalog, typed)[0];
}

/** The products, or their parts, that have such serial numbers as somebody typed one; none when it cannot be read. */
export function serialsOf(catalog: Catalog, typed: string): Found[] {
  const serial = compact(typed);
  if (serial.length > longest) return [];
  return catalog.policies.flatMap(({ product, serials }) =>
    serials
      .filter(({ pattern }) => new RegExp(pattern, 'i').test(serial))
      .map(({ part }) => ({ product, ...(part ? { part } : {}) })),
  );
}

/** What was typed from a plate without its case, spaces and hyphens, also those that word processors make. */
export const compact = (text: string) => text.toLowerCase().replace(/[\s\p{Pd}\p{Cf}\u2212]+/gu, '');
