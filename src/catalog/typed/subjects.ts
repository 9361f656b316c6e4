import type { Catalog } from '../catalog.ts';
import type { Locale } from '../../i18n/locales.ts';
import { regional } from '../../i18n/format.ts';
import { folded } from './amounts.ts';
import { vocabularies } from './words.ts';

/** What some words are about, of all that our terms know. */
export interface Subjects {
  /** Products called by their model. */
  products: string[];
  /** Parts that have a term of their own, such as `motor`. */
  parts: string[];
  /** Countries with a law of their own here, and EU. */
  countries: string[];
}

/** Names what a text in a language speaks of. Words are known by their beginnings, for languages decline them. */
export function subjectsFinder(catalog: Catalog, locale: Locale): (text: string) => Subjects {
  const products = catalog.products.map(({ slug, name, models }) => ({
    id: slug,
    words: [...models, ...Object.values(name)].flatMap(
      (words) => words.match(/[\p{L}-]*\d[\p{L}\d-]*/gu) ?? [],
    ),
  }));
  const parts = catalog.policies.flatMap(({ versions }) =>
    Object.entries(versions.at(-1)?.parts ?? {}).map(([id, { name, models }]) => ({
      id,
      words: [...models, ...stemsOf(name[locale])],
    })),
  );
  const names = new Intl.DisplayNames(regional(locale), { type: 'region' });
  const countries = catalog.laws
    .filter(({ country }) => country !== 'EU')
    .map(({ country }) => ({ id: country, words: stemsOf(longest(names.of(country) ?? country)) }));
  const finders = [products, parts, countries].map((kind) =>
    kind.map(({ id, words }) => ({ id, begins: beginning(words.map((word) => folded(word, locale))) })),
  );
  return (text) => {
    const plain = folded(text, locale);
    const [inText = [], partsInText = [], countriesInText = []] = finders.map((kind) => [
      ...new Set(kind.filter(({ begins }) => begins.test(plain)).map(({ id }) => id)),
    ]);
    const union = vocabularies[locale].union.test(plain) ? ['EU'] : [];
    return { products: inText, parts: partsInText, countries: [...countriesInText, ...union] };
  };
}

const longest = (name: string) => name.split(' ').reduce((a, b) => (b.length > a.length ? b : a), '');

/** The words of a name without their endings. */
const stemsOf = (name: string) =>
  (name.match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, Math.max(4, word.length - 2)));

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const beginning = (words: readonly string[]) =>
  words.length === 0 ? /(?!)/ : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join('|')})`, 'u');
