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
 * serve the product. `middles` are the middles of countries, for those without a centre.
 */
export function nearestCentres(
  catalog: Catalog,
  wish: Wish,
  locale: Locale,
  middles: Record<string, Point> = {},
): Centre[] {
  const { product, service } = wish;
  const able = [{ product, service }, { product }, {}]
    .map((lighter) => catalog.centres.filter((centre) => fits(centre, { ...lighter, q: '' })))
    .find((centres) => centres.length > 0);
  const from = whereIs(catalog, wish, locale, middles);
  const distance = (centre: Centre) => (from ? kilometresBetween(from, centre.at) : 0);
  return (able ?? []).sort((a, b) => distance(a) - distance(b)).slice(0, fewNearest);
}

/** Where somebody looks: the place they typed, their country, or the country of their language. */
function whereIs(
  { centres }: Catalog,
  { q, country }: Wish,
  locale: Locale,
  middles: Record<string, Point>,
): Point | undefined {
  const typed = q ? centres.filter((centre) => isMeant(centre, q)) : [];
  if (typed[0]) return middleOf(typed);
  const there = centres.filter((centre) => centre.country === country);
  if (there[0]) return middleOf(there);
  if (country) return middles[country];
  const spoken = centres.filter(({ languages }) => languages[0] === locale);
  return spoken[0] && middleOf(spoken);
}

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

function middleOf(centres: readonly Centre[]): Point {
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
