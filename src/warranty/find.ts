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
  const serial = typed.trim().slice(0, longest).replace(/\s+/g, '');
  for (const { product, serials } of catalog.policies)
    for (const { pattern, part } of serials)
      if (new RegExp(pattern, 'i').test(serial)) return { product, ...(part ? { part } : {}) };
  return undefined;
}

const compact = (text: string) => text.toLowerCase().replace(/[\s-]+/g, '');
