import type { Centre } from '../catalog/centres.ts';
import { type Catalog, findProduct } from '../catalog/catalog.ts';
import { regional } from '../i18n/format.ts';
import type { Locale } from '../i18n/locales.ts';
import { latinWords } from '../lib/latin.ts';
import { countryName } from './address.ts';

const longestQuery = 100;
const fewNearest = 3;

/** Which centres somebody is looking for; what is undefined may be any. */
export interface Wish {
  /** ISO 3166 alpha-2; perhaps one where there is no centre. */
  country?: string | undefined;
  product?: string | undefined;
  service?: string | undefined;
  /** Words of a name, a town or a postcode, as typed. */
  q: string;
}

export interface Point {
  latitude: number;
  longitude: number;
}

/** The wish of an address; what nobody offers anywhere is left out. */
export function readWish(query: URLSearchParams, catalog: Catalog): Wish {
  const service = catalog.services.find(({ id }) => id === query.get('service'));
  return {
    country: countriesOf(catalog).find((country) => country === query.get('country')?.toUpperCase()),
    product: findProduct(catalog, query.get('product'))?.slug,
    service: service?.id,
    q: (query.get('q') ?? '').slice(0, longestQuery).trim(),
  };
}

/** The address of the centres that are wished for. */
export function centresPath(locale: Locale, wish: Partial<Wish> = {}): string {
  const query = new URLSearchParams();
  for (const name of ['country', 'product', 'service', 'q'] as const)
    if (wish[name]) query.set(name, wish[name]);
  const text = query.toString();
  return `/${locale}/service-centres/${text && `?${text}`}`;
}

/** Every country where there is a centre or a phone. */
export function countriesOf({ centres, contact }: Catalog): string[] {
  const desks = contact?.desks ?? [];
  return [...new Set([...centres, ...desks].map(({ country }) => country))];
}

/** The centres that fit, by country and town as readers of the language sort them. */
export function findCentres(catalog: Catalog, wish: Wish, locale: Locale): Centre[] {
  const { compare } = new Intl.Collator(regional(locale));
  return catalog.centres
    .filter((centre) => fits(centre, wish) && isMeant(centre, wish.q))
    .sort(
      (a, b) =>
        compare(countryName(a.country, locale), countryName(b.country, locale)) ||
        compare(a.town[locale], b.town[locale]) ||
        compare(a.name, b.name),
    );
}

/**
 * When no centre fits: those nearest to where somebody looks that do what is wanted, or else that
 * serve the product. `middles` are the middles of countries, for those without a centre. Not `near`
 * where nobody knows where that is: then those of the country of the language come first.
 */
export function nearestCentres(
  catalog: Catalog,
  wish: Wish,
  locale: Locale,
  middles: Record<string, Point> = {},
): { centres: Centre[]; near: boolean } {
  const { product, service } = wish;
  const able = [{ product, service }, { product }, {}]
    .map((lighter) => catalog.centres.filter((centre) => fits(centre, { ...lighter, q: '' })))
    .find((centres) => centres.length > 0);
  const place = whereIs(catalog, wish, middles);
  const from = place ?? whereIs(catalog, { ...wish, q: '' }, middles) ?? spokenAt(catalog, locale);
  const distance = (centre: Centre) => (from ? kilometresBetween(from, centre.at) : 0);
  const centres = (able ?? []).sort((a, b) => distance(a) - distance(b)).slice(0, fewNearest);
  return { centres, near: place !== undefined };
}

/** Where somebody looks: the place they typed, else their country; undefined where that is not known. */
function whereIs(catalog: Catalog, { q, country }: Wish, middles: Record<string, Point>): Point | undefined {
  if (q) return middleOf(catalog.centres.filter((centre) => isMeant(centre, q)));
  return country ? middleOfCountry(catalog, country, middles) : undefined;
}

/** The middle of its centres, else of the country. */
function middleOfCountry(
  { centres }: Catalog,
  country: string,
  middles: Record<string, Point>,
): Point | undefined {
  return middleOf(centres.filter((centre) => centre.country === country)) ?? middles[country];
}

/** The middle of the centres that speak a language first. */
const spokenAt = ({ centres }: Catalog, locale: Locale) =>
  middleOf(centres.filter(({ languages }) => languages[0] === locale));

/** Whether a centre does what is wished for, whatever the words typed. */
function fits({ country, services }: Centre, wish: Wish): boolean {
  if (wish.country && wish.country !== country) return false;
  const offers = wish.service ? [services[wish.service] ?? []] : Object.values(services);
  return offers.some((products) => (wish.product ? products.includes(wish.product) : products.length > 0));
}

/** Whether every word typed begins a word of the centre's; accents, case and script are all one. */
function isMeant({ name, town, address, latin }: Centre, q: string): boolean {
  const postcodes = [address.postcode, address.postcode.replace(/\s/g, '')];
  const said = [name, ...Object.values(town), address.locality, latin?.locality ?? '', ...postcodes];
  const words = said.flatMap(wordsOf);
  return wordsOf(q).every((typed) => words.some((word) => word.startsWith(typed)));
}

const wordsOf = (text: string) => latinWords(text).split('-').filter(Boolean);

function middleOf(centres: readonly Centre[]): Point | undefined {
  if (centres.length === 0) return undefined;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    latitude: mean(centres.map(({ at }) => at.latitude)),
    longitude: mean(centres.map(({ at }) => at.longitude)),
  };
}

/** Along a great circle, on a sphere as large as the earth. */
export function kilometresBetween(a: Point, b: Point): number {
  const radius = 6371;
  const angle = (degrees: number) => (degrees * Math.PI) / 180;
  const haversine = (radians: number) => Math.sin(radians / 2) ** 2;
  const share =
    haversine(angle(b.latitude - a.latitude)) +
    Math.cos(angle(a.latitude)) * Math.cos(angle(b.latitude)) * haversine(angle(b.longitude - a.longitude));
  return 2 * radius * Math.asin(Math.sqrt(share));
}
