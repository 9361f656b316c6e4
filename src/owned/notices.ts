import { type Catalog, type Notice, noticesOf } from '#src/catalog/catalog.ts';

/** What tells whether a notice concerns a thing; empty where its owner does not know. */
export interface Plate {
  product: string;
  model: string;
  serial: string;
}

/** The notices that concern a thing, or may concern it: where model or serial number are not known, nobody is left out. */
export function noticesAbout(catalog: Catalog, { product, model, serial }: Plate): Notice[] {
  const plate = serial.replace(/\s+/g, '');
  return noticesOf(catalog, product).filter(
    ({ notice: { models, serials } }) =>
      (!models || !model || models.includes(model)) &&
      (!serials || !plate || new RegExp(serials, 'i').test(plate)),
  );
}
