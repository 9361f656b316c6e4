import type { Catalog } from '#src/catalog/catalog.ts';
import { regional } from '#src/i18n/format.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';

/** No country in particular (ISO 3166 keeps this code for users): its law is not known. */
export const anotherCountry = 'ZZ';

/** Of the European Economic Area, but not of the Union. */
const restOfEea = ['IS', 'LI', 'NO'];
/** Known to Intl as regions, and no countries. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB']);
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The ISO 3166 code of what somebody typed as one, e.g. `gr` → `GR`, `UK` → `GB`; undefined where there is no such country. */
export function countryOf(typed: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(typed)) return undefined;
  const code = new Intl.Locale(`und-${typed}`).region ?? '';
  return !noCountries.has(code) && regions.of(code) ? code : undefined;
}

/** A country by its name, as the reader's language calls it. */
export function countryName(code: string, locale: Locale): string {
  if (code === anotherCountry) return translator(locale)('warranty.country.other');
  const kept = names.get(locale) ?? new Intl.DisplayNames(regional(locale), { type: 'region' });
  names.set(locale, kept);
  return kept.of(code) ?? code;
}

/** Takes far longer to make than to use: each language's is made once. */
const names = new Map<Locale, Intl.DisplayNames>();

/** Where most readers of a language live: a first guess, told from nothing else. */
export function usualCountry(locale: Locale): string {
  return new Intl.Locale(regional(locale)).maximize().region ?? anotherCountry;
}

/** The countries to choose from: those with a law of their own, the rest of Europe, anywhere else. */
export function countryChoices(catalog: Catalog, locale: Locale, chosen: string | undefined): string[][] {
  const { compare } = new Intl.Collator(regional(locale));
  const byName = (codes: string[]) =>
    codes.sort((a, b) => compare(countryName(a, locale), countryName(b, locale)));
  const own = catalog.laws.map(({ country }) => country).filter((code) => code !== 'EU');
  const members = catalog.laws.flatMap(({ members = {} }) => Object.keys(members));
  const rest = [...new Set([...members, ...restOfEea])].filter((code) => !own.includes(code));
  const listed = new Set([...own, ...rest]);
  const extra = chosen && chosen !== anotherCountry && !listed.has(chosen) ? [chosen] : [];
  return [byName(own), byName(rest), [...extra, anotherCountry]];
}
