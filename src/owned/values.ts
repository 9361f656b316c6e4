import type { ownedProducts } from '#db/schema/owned.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { checkerPath } from '#src/warranty/addresses.ts';

type Row = typeof ownedProducts.$inferSelect;

/** A kept thing as its form says it; empty where nothing is said. */
export function valuesOf(thing: Row): Record<string, string> {
  return {
    product: thing.model ? `${thing.product}/${thing.model}` : thing.product,
    serial: thing.serial,
    bought: thing.boughtOn,
    delivered: thing.deliveredOn ?? '',
    repaired: thing.repairedOn ?? '',
    country: thing.country,
    shop: thing.shop,
    where: thing.soldBy ?? '',
    condition: thing.condition === 'used' ? 'used' : '',
    seller: thing.seller ?? '',
    first: thing.firstDeliveredOn ?? '',
    price: priceOf(thing),
    note: thing.note,
  };
}

/** "549.90 EUR"; empty where it is not known. */
export function priceOf({ priceHundredths, currency }: Row): string {
  return priceHundredths === null || currency === null
    ? ''
    : `${(priceHundredths / 100).toFixed(2).replace(/\.00$/, '')} ${currency}`;
}

/** The warranty checker with what is known of a thing filled in. */
export function checkerPathOf(locale: Locale, thing: Row): string {
  return checkerPath(locale, { ...valuesOf(thing), product: thing.product, model: thing.model });
}
