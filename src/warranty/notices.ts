import { type Catalog, findProduct, isRecall, type Notice, noticesOf } from '#src/catalog/catalog.ts';
import { compact, findByPlate, serialsOf } from './find.ts';

/** What tells whether a notice concerns a thing; empty where its owner does not know. */
export interface Plate {
  product: string;
  model: string;
  /** As it was typed, whatever it is. */
  serial: string;
}

/**
 * The notices that concern a thing, or may concern it. A serial number rules one out only when it is one
 * of the product's, and outside of what the notice names: with a number that is missing, mistyped or of
 * a part that can be changed, nobody is left out.
 */
export function noticesAbout(catalog: Catalog, { product, model, serial }: Plate): Notice[] {
  const plate = compact(serial);
  const isKnown = isSerialOf(catalog, product, serial);
  return noticesOf(catalog, product).filter(
    ({ notice: { models, serials } }) =>
      (!models || !model || models.includes(model)) &&
      (!serials || !isKnown || new RegExp(serials, 'i').test(plate)),
  );
}

/** The recalls that concern what somebody asks the checker about, or may concern it; none before there is a product. */
export function recallsFor(catalog: Catalog, product: string | undefined, plate = ''): Notice[] {
  if (product === undefined) return [];
  const model = findByPlate(catalog, plate)?.model;
  const known = findProduct(catalog, product)?.models.find((one) => one === model) ?? '';
  return noticesAbout(catalog, { product, model: known, serial: plate }).filter(isRecall);
}

/** True when a notice may concern a thing whose serial number was given, but cannot be read. */
export function hasUnreadSerial(catalog: Catalog, thing: Plate): boolean {
  const { product, serial } = thing;
  return (
    serial.trim() !== '' &&
    !isSerialOf(catalog, product, serial) &&
    noticesAbout(catalog, thing).some(({ notice }) => notice.serials !== undefined)
  );
}

/** True for the number of the product itself; a battery has its own, and may be another drill's. */
function isSerialOf(catalog: Catalog, product: string, serial: string): boolean {
  return serialsOf(catalog, serial).some((one) => one.product === product && one.part === undefined);
}
