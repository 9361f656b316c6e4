import { expect, test, describe } from 'vitest';
import { readContent } from '#src/catalog/read.ts';
import { addressLine, addressLines, telephone } from '#src/centres/address.ts';
import { centresPath, findCentres, nearestCentres, readWish } from '#src/centres/find.ts';

const { catalog } = await readContent('content');
const wish = (query: string) => readWish(new URLSearchParams(query), catalog);
const found = (query: string) => findCentres(catalog, wish(query), 'en').map(({ slug }) => slug);
const nearest = (query: string, locale: 'en' | 'hu' = 'en', middles = {}) =>
  nearestCentres(catalog, wish(query), locale, middles).centres.map(({ slug }) => slug);
const middles = { GB: { latitude: 53.5, longitude: -2 } };
const near = (query: string) => nearestCentres(catalog, wish(query), 'en', middles).near;

describe('service centres', () => {
  test('are listed by country and town, as readers of the language sort them', () => {
    expect(found('')).toEqual([
      ...['lyon', 'nantes', 'athens', 'thessaloniki', 'budapest', 'debrecen', 'cork', 'dublin'],
      ...['madrid', 'valencia', 'gothenburg', 'malmo'],
    ]);
    expect(findCentres(catalog, wish(''), 'sv').map(({ country }) => country)[0]).toBe('FR');
  });

  test('are found by town, name and postcode, whatever the accents, the case and the script', () => {
    for (const q of ['malmo', 'MALMÖ', 'Malm', '21432', '214 32', 'Μάλμε'])
      expect(found(`q=${q}`)).toEqual(['malmo']);
    for (const q of ['αθηνα', 'Αθήνα', 'athina', 'Athens', 'atenas', '11743'])
      expect(found(`q=${q}`)).toEqual(['athens']);
    expect(found('q=goteborg')).toEqual(['gothenburg']);
    expect(found('q=no such town')).toEqual([]);
  });

  test('are narrowed by country, product and service together', () => {
    expect(found('country=FR&product=cordless-drill-t18&service=repair-workshop')).toEqual(['lyon']);
    expect(found('product=espresso-machine-c3&service=repair-home')).toEqual([]);
  });

  test('what nobody knows is left out of the wish, and addresses hold what is asked', () => {
    expect(wish('country=XX&product=toaster&service=magic&q=+x+')).toEqual({
      country: undefined,
      product: undefined,
      service: undefined,
      q: 'x',
    });
    expect(wish(`q=${'x'.repeat(1_000_000)}`).q).toHaveLength(100);
    expect(centresPath('el', wish('country=gr&q=αθηνα'))).toBe(
      '/el/service-centres/?country=GR&q=%CE%B1%CE%B8%CE%B7%CE%BD%CE%B1',
    );
  });

  test('where none fits, the nearest that can help are named', () => {
    expect(nearest('country=FR&product=espresso-machine-c3&service=repair-home')).toEqual([
      'nantes',
      'lyon',
      'valencia',
    ]);
    expect(nearest('q=debrecen&service=parts')[0]).toBe('budapest');
    expect(nearest('country=GB', 'en', middles)).toEqual(['dublin', 'cork', 'nantes']);
    expect(nearest('q=nowhere', 'hu').slice(0, 2)).toEqual(['budapest', 'debrecen']);
    expect(nearest('country=SE&q=nowhere').slice(0, 2).sort()).toEqual(['gothenburg', 'malmo']);
  });

  test('are called the nearest only where it is known to where', () => {
    expect(['country=GB', 'q=debrecen&service=parts'].map(near)).toEqual([true, true]);
    expect(
      ['q=Patras', 'country=SE&q=nowhere', 'product=espresso-machine-c3&service=repair-home'].map(near),
    ).toEqual([false, false, false]);
  });

  test('say their address in the order of their country, and their phone as a link', () => {
    const lines = (slug: string) => {
      const centre = catalog.centres.find((one) => one.slug === slug);
      return centre && addressLines(centre, centre.address, 'en');
    };
    expect(lines('budapest')).toEqual(['Budapest', 'Műhely utca 8.', '1134', 'Hungary']);
    expect(lines('athens')).toEqual(['Οδός Τεχνιτών 12', '117 43 Αθήνα', 'Greece']);
    expect(lines('cork')).toEqual(['9 Tailor’s Quay', 'Cork', 'Co. Cork', 'T12 A0B0', 'Ireland']);
    expect(lines('nantes')).toEqual(['Bâtiment B', '3 quai des Outilleurs', '44200 Nantes', 'France']);
    const budapest = catalog.centres.find((one) => one.slug === 'budapest');
    expect(budapest && addressLine(budapest, budapest.address, 'en')).toBe('1134 Budapest, Műhely utca 8.');
    expect(telephone('+30 210 000 0410')).toBe('tel:+302100000410');
  });
});
