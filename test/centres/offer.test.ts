import { expect, test } from 'vitest';
import { readContent } from '#src/catalog/read.ts';
import { deskFor, phoneOf, sayNumbers } from '#src/centres/contact.ts';
import { maintenanceAt, thingsToBring } from '#src/centres/offer.ts';
import { sayOpening, saySpans, sayWeek } from '#src/centres/say-opening.ts';
import { locales } from '#src/i18n/locales.ts';

const { catalog } = await readContent('content');
const now = Date.UTC(2026, 10, 22);
const centre = (slug: string) => {
  const found = catalog.centres.find((one) => one.slug === slug);
  if (!found) throw new Error(`no ${slug}`);
  return found;
};

test('the discount on maintenance is the policy’s, for the products that the centre maintains', () => {
  const offers = maintenanceAt(catalog, centre('cork'), now);
  expect(offers.map(({ product }) => product.slug).sort()).toEqual([
    'espresso-machine-c3',
    'fridge-freezer-k340',
    'washing-machine-w80',
  ]);
  for (const { product, terms } of offers) {
    const policy = catalog.policies.find((one) => one.product === product.slug);
    expect(terms).toEqual(policy?.versions.at(-1)?.maintenance);
  }
  expect(thingsToBring(catalog, centre('cork'), now)).toContain('serial');
});

test('the desk is the one asked for, else the one of the language; a country without a phone is rung back', () => {
  expect(deskFor(catalog, 'SE', 'el')?.country).toBe('SE');
  expect(deskFor(catalog, 'XX', 'el')?.country).toBe('GR');
  for (const locale of locales) expect(deskFor(catalog, null, locale)?.languages[0]).toBe(locale);
  const [greece, ireland] = ['GR', 'IE'].map((country) => deskFor(catalog, country, 'en'));
  expect(greece && phoneOf(catalog, greece)).toBe(catalog.site.phones.el);
  expect(ireland && phoneOf(catalog, ireland)).toBeUndefined();
  expect(sayNumbers(['999', '112'], 'fr')).toBe('999 ou 112');
  expect(sayNumbers(['112'], 'fr')).toBe('112');
});

test('hours are said as each language writes them', () => {
  const week = deskFor(catalog, 'GR', 'en')?.hours.week;
  expect(week && sayWeek(week, 'en')).toEqual([{ days: 'Monday–Friday', hours: '8:00–18:00' }]);
  expect(week && sayWeek(week, 'sv')).toEqual([{ days: 'måndag–fredag', hours: '8.00–18.00' }]);
  expect(saySpans([{ from: '09:00', until: '12:30' }], 'fr')).toBe('9\u00a0h\u00a0– 12\u00a0h\u00a030');
  expect(saySpans([], 'hu')).toBe('zárva');
});

test('an opening is named by its day while that is clear, and by its date from a week on', () => {
  const next = (date: string, days: number) =>
    sayOpening({ open: false, next: { date, from: '09:00', days } }, 'en');
  expect(sayOpening({ open: true, until: '17:30' }, 'el')).toBe('Ανοιχτά τώρα, ως τις 17:30');
  expect(next('2026-11-23', 0)).toBe('Closed now, opens today at 9:00');
  expect(next('2026-11-24', 1)).toBe('Closed now, opens tomorrow at 9:00');
  expect(next('2026-11-29', 6)).toBe('Closed now, opens on Sunday at 9:00');
  expect(next('2026-11-30', 7)).toBe('Closed now, opens on 30 November at 9:00');
  expect(sayOpening({ open: false }, 'en')).toBe('Closed now');
});
