import type { Catalog } from '#src/catalog/catalog.ts';
import type { AnyRule, Law } from '#src/catalog/laws.ts';
import type { Locale } from '#src/i18n/locales.ts';

/** What the checker reads from its address, in the order of its form. */
export const caseFields = [
  'product',
  'model',
  'bought',
  'country',
  'event',
  'condition',
  'delivered',
  'where',
  'price',
  'repaired',
  'part',
  'seller',
  'first',
] as const;
export type CaseField = (typeof caseFields)[number];

/** The checker, filled in with what is known. */
export function checkerPath(locale: Locale, known: Partial<Record<CaseField, string>> = {}): string {
  const query = new URLSearchParams();
  for (const name of caseFields) if (known[name]) query.set(name, known[name]);
  const text = query.toString();
  return `/${locale}/warranty/${text && `?${text}`}`;
}

/** The clauses of a product's warranty. */
export const termsPath = (locale: Locale, product: string) => `/${locale}/warranty/${product}/`;

/** The law of a country; of `EU`, the floor of its members. */
export const lawPath = (locale: Locale, country: string) =>
  `/${locale}/warranty/law/${country.toLowerCase()}/`;

export const plansPath = (locale: Locale) => `/${locale}/warranty/plans/`;

/** Every version of every rule of a law, newest first within its kind. */
export function rulesOf({ rules, also }: Law): (AnyRule | Law['also'][number])[] {
  const kinds: (readonly AnyRule[] | undefined)[] = Object.values(rules);
  return [...kinds.flatMap((versions = []) => versions.toReversed()), ...also];
}

/** Where a clause of our terms, or a rule of law, can be read in full. */
export function clausePath(catalog: Catalog, locale: Locale, product: string, clause: string): string {
  const law = catalog.laws.find((each) => rulesOf(each).some(({ id }) => id === clause));
  if (law) return `${lawPath(locale, law.country)}#${clause}`;
  if (catalog.plans.clauses.some(({ id }) => id === clause)) return `${plansPath(locale)}#${clause}`;
  return `${termsPath(locale, product)}#${clause}`;
}
