import type { Catalog } from '#src/catalog/catalog.ts';

/** More than any of it costs, in any currency. */
const most = 1_000_000_000;
/** How receipts write the currencies that have a sign of their own. */
const signs: Record<string, string> = { FT: 'HUF', '€': 'EUR', '£': 'GBP', KR: 'SEK', $: 'USD' };

export interface Price {
  amount: number;
  currency: string;
}

/**
 * A price as people write it: "249990 HUF", "249 990 Ft", "1.299,00 €", "1299". Without a currency it
 * is in `usual`. Undefined for everything else, and for amounts that are not above 0 or absurd.
 */
export function readPrice(typed: string, usual: string): Price | undefined {
  const plain = typed.toUpperCase().replace(/[\s'’]|:-$/gu, '');
  const [, before = '', digits = '', after = ''] = /^(\D*?)(\d[\d.,]*)(\D*)$/.exec(plain) ?? [];
  const named = before || after;
  if (before && after) return undefined;
  const currency = named === '' ? usual : (signs[named.replace(/\.$/, '')] ?? named);
  if (digits === '' || !isCurrency(currency)) return undefined;
  // One or two digits behind the last mark are cents; every other mark parts thousands.
  const [, whole = '', cents = ''] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(digits.replace(/[.,]$/, '')) ?? [];
  const amount = Number(`${whole.replace(/[.,]/g, '')}.${cents || '0'}`);
  return amount > 0 && amount <= most ? { amount, currency } : undefined;
}

/** The currency of a country, by its law file, else as service plans are paid there. */
export function currencyOf(catalog: Catalog, country: string): string {
  const law = catalog.laws.find((each) => each.country === country);
  return law?.currency ?? catalog.plans.currencies[country] ?? 'EUR';
}

/** True where a rule of the country's law asks for the price. */
export function priceMatters(catalog: Catalog, country: string): boolean {
  return catalog.laws.some((law) => law.country === country && law.rules.guarantee !== undefined);
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

function isCurrency(code: string): boolean {
  return currencies.has(code);
}
