import { describe, expect, test } from 'vitest';
import type { Locale } from '#src/i18n/locales.ts';
import { findWays } from '#src/search/ways.ts';
import { content } from './support.ts';

const { catalog } = content;
const paths = (locale: Locale, typed: string, product?: string) =>
  findWays(catalog, locale, typed, product).map(({ path }) => path.slice(`/${locale}/`.length));

const checker = 'warranty/';
const centres = 'service-centres/';
const athens = 'service-centres/athens/';
const complaints = 'community/complaints/';
const drain = 'troubleshoot/washing-machine-will-not-drain/';
const named: Record<Locale, [typed: string, first: string][]> = {
  en: [
    ['service centre', centres],
    ['service centres in Greece', centres],
    ['am I covered', checker],
    ['complaint', complaints],
    ['troubleshooter drain', drain],
    ['warranty', checker],
    ['W80 warranty', checker],
    ['Athens', athens],
    ['repair shop Dublin', 'service-centres/dublin/'],
    ['extended warranty', 'warranty/plans/'],
    ['phone number', 'contact/'],
    ['troubleshooting', 'troubleshoot/'],
    ['guides', 'guides/'],
    ['better coffee', 'guides/c3-better-coffee/'],
    ['set up washing machine', 'guides/w80-first-steps/'],
    ['share an idea', 'community/ideas/'],
    ['customer stories', 'community/stories/'],
    ['complaint statistics', 'community/complaints/figures/'],
    ['my products', 'account/products/'],
    ['log in', 'sign-in/'],
    ['forgot my password', 'reset-password/'],
  ],
  el: [
    ['κέντρα σέρβις', centres],
    ['κεντρο σερβις', centres],
    ['εγγύηση', checker],
    ['ΕΓΓΥΗΣΗ', checker],
    ['καλύπτεται;', checker],
    ['παραπονα', complaints],
    ['αντιμετώπιση προβλημάτων πλυντήριο', drain],
    ['Αθηνα', athens],
    ['σέρβις Αθήνα', athens],
    ['τηλεφωνο', 'contact/'],
    ['επέκταση εγγύησης', 'warranty/plans/'],
    ['ξέχασα τον κωδικό', 'reset-password/'],
    ['σύνδεση', 'sign-in/'],
    ['ιδέες', 'community/ideas/'],
    ['οδηγός C3', 'guides/c3-first-steps/'],
  ],
  hu: [
    ['márkaszerviz', centres],
    ['markaszerviz', centres],
    ['garancia', checker],
    ['jótállás', checker],
    ['panasz', complaints],
    ['panaszok számokban', 'community/complaints/figures/'],
    ['hibakereső mosógép', drain],
    ['Athén', athens],
    ['szerviz Budapest', 'service-centres/budapest/'],
    ['telefonszam', 'contact/'],
    ['elfelejtett jelszó', 'reset-password/'],
    ['bejelentkezes', 'sign-in/'],
    ['ötletek', 'community/ideas/'],
    ['termékeim', 'account/products/'],
  ],
  fr: [
    ['réparateur agréé', centres],
    ['reparateurs', centres],
    ['garantie', checker],
    ['suis-je couvert', checker],
    ['réclamation', complaints],
    ['reclamations', complaints],
    ['diagnostic lave-linge', drain],
    ['Athenes', athens],
    ['SAV Lyon', 'service-centres/lyon/'],
    ['numero de telephone', 'contact/'],
    ['extension de garantie', 'warranty/plans/'],
    ['mot de passe oublié', 'reset-password/'],
    ['avis clients', 'community/stories/'],
  ],
  es: [
    ['servicio técnico', centres],
    ['servicio tecnico', centres],
    ['garantía', checker],
    ['garantia', checker],
    ['queja', complaints],
    ['poner una reclamacion', complaints],
    ['diagnóstico lavadora', drain],
    ['Atenas', athens],
    ['servicio técnico Madrid', 'service-centres/madrid/'],
    ['contacto', 'contact/'],
    ['ampliar la garantía', 'warranty/plans/'],
    ['olvide mi contraseña', 'reset-password/'],
    ['opiniones', 'community/stories/'],
  ],
  sv: [
    ['serviceverkstad', centres],
    ['verkstäder', centres],
    ['garanti', checker],
    ['täcks av garantin', checker],
    ['klagomal', complaints],
    ['klagomålen i siffror', 'community/complaints/figures/'],
    ['felsökning tvättmaskin', drain],
    ['Aten', athens],
    ['verkstad Göteborg', 'service-centres/gothenburg/'],
    ['kundtjanst', 'contact/'],
    ['förlängd garanti', 'warranty/plans/'],
    ['glömt lösenord', 'reset-password/'],
    ['idéer', 'community/ideas/'],
  ],
};

describe.each(Object.entries(named))('in %s', (locale, queries) => {
  // The keys are languages.
  test.each(queries)('“%s” names %s', (typed, first) => {
    expect(paths(locale as Locale, typed)[0]).toBe(first);
  });
});

test('a town is found by its name in any language', () => {
  for (const typed of ['Αθήνα', 'Athina', 'Atenas', 'ATHENS', 'service centre Athén'])
    expect(paths('en', typed)).toEqual([athens]);
});

test('every troubleshooter, guide and centre is named by its own title', () => {
  const missed = catalog.troubleshooters
    .filter(({ slug, wordings }) => !paths('en', wordings.en.title).includes(`troubleshoot/${slug}/`))
    .map(({ slug }) => slug);
  missed.push(
    ...catalog.series
      .filter(({ slug, title }) => !paths('en', title.en).includes(`guides/${slug}/`))
      .map(({ slug }) => slug),
    ...catalog.centres
      .filter(({ slug, name }) => !paths('en', name).includes(`service-centres/${slug}/`))
      .map(({ slug }) => slug),
  );
  expect(missed).toEqual([]);
});

test.each([
  'warr',
  'serv',
  'comp',
  'Ath',
  'washing machine',
  'machine',
  'Halvard',
  'water',
  'filter',
  'service',
  'number',
  'serial number',
  'drill wont',
  'warranty of a bicycle',
  'Athens weather',
  'the',
  '',
  '?!',
])('“%s” names no page', (typed) => {
  expect(paths('en', typed)).toEqual([]);
});

test('a product keeps the troubleshooters and guides of others away', () => {
  expect(paths('en', 'E18', 'washing-machine-w80')).toEqual([drain]);
  expect(paths('en', 'E18', 'espresso-machine-c3')).toEqual([]);
  expect(paths('en', 'warranty', 'espresso-machine-c3')).toEqual([checker]);
});

test('three at most, and none of a site that has none', () => {
  expect(paths('en', 'W80 C3 guide').length).toBeLessThanOrEqual(3);
  const bare = { ...catalog, centres: [], series: [], troubleshooters: [] };
  for (const typed of ['service centre', 'guides', 'troubleshooter', 'Athens', 'E18'])
    expect(findWays(bare, 'en', typed)).toEqual([]);
});
