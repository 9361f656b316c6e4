import type { Catalog } from '#src/catalog/catalog.ts';
import type { Plan } from '#src/catalog/plans.ts';
import type { Texts } from '#src/catalog/terms.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { Duration } from '#src/lib/days.ts';
import { usualCountry } from './countries.ts';
import { currencyOf } from './price.ts';
import type { Sentence } from './verdict.ts';

/** How long the seller is liable, and where that is so. */
export interface FreeLaw {
  duration: Duration;
  /** True where it is the most it can be. */
  upTo: boolean;
  countries: string[];
}

/** What a product comes with for nothing: our newest terms, and the law of each country kept here. */
export function freeOf(
  catalog: Catalog,
  product: string,
): {
  warranty: Duration | undefined;
  parts: { name: Texts; duration: Duration }[];
  law: FreeLaw[];
} {
  const version = catalog.policies.find((policy) => policy.product === product)?.versions.at(-1);
  const law = new Map<string, FreeLaw>();
  for (const { country, rules } of catalog.laws) {
    const rule = rules.liability?.at(-1);
    if (!rule || country === 'EU') continue;
    const { duration, upTo } = rule;
    const key = JSON.stringify([duration, upTo]);
    const same = law.get(key) ?? { duration, upTo, countries: [] };
    same.countries.push(country);
    law.set(key, same);
  }
  return {
    warranty: version?.duration,
    parts: Object.values(version?.parts ?? {}).flatMap(({ name, duration }) =>
      duration ? { name, duration } : [],
    ),
    law: [...law.values()].sort((a, b) => b.countries.length - a.countries.length),
  };
}

export function plansOf(catalog: Catalog, product: string): Plan[] {
  return catalog.plans.plans.filter(({ products }) => products.includes(product));
}

/** The prices of a plan for a product in the currencies of its countries, that of the reader's likely country first. */
export function pricesOf(
  catalog: Catalog,
  { prices, countries }: Plan,
  product: string,
  locale: Locale,
): { amount: number; currency: string }[] {
  const usual = currencyOf(catalog, usualCountry(locale));
  const paid = new Set(countries.map((country) => currencyOf(catalog, country)));
  return Object.entries(prices[product] ?? {})
    .filter(([currency]) => paid.has(currency))
    .map(([currency, amount = 0]) => ({ currency, amount }))
    .sort((a, b) => Number(b.currency === usual) - Number(a.currency === usual));
}

/** What a plan says by these clauses, its own numbers filled in. */
export function planClauses(catalog: Catalog, ids: readonly string[], plan: Plan): Sentence[] {
  const clauses = [...catalog.plans.clauses, ...catalog.clauses];
  return ids.flatMap((id) => {
    const clause = clauses.find((each) => each.id === id);
    const values = { duration: { duration: plan.duration }, within: { duration: plan.buyWithin } };
    return clause ? [{ clause: id, words: { texts: clause.text }, values }] : [];
  });
}
