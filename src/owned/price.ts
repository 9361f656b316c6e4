import type { Catalog } from '#src/catalog/catalog.ts';

/** A price as people write it, "549", "549,90" or "549.90 EUR"; undefined for anything else. */
export function readPrice(typed: string, usual: string): { amount: number; currency: string } | undefined {
  const [, digits = '', currency = usual] =
    /^(\d{1,8}(?:[.,]\d{1,2})?)([A-Z]{3})?$/.exec(typed.toUpperCase().replace(/[\s'’]/g, '')) ?? [];
  return digits ? { amount: Number(digits.replace(',', '.')), currency } : undefined;
}

/** What a country pays with, by its law file. */
export function currencyOf({ laws }: Catalog, country: string): string {
  return laws.find((law) => law.country === country)?.currency ?? 'EUR';
}
