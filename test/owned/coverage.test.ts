import { expect, test } from 'vitest';
import { type Bought, glanceAt } from '#src/owned/coverage.ts';
import { newSite, today } from '#test/support/site.ts';

const washer: Bought = {
  ...{ product: 'washing-machine-w80', boughtOn: '2024-03-01', deliveredOn: null, repairedOn: null },
  ...{ country: 'GR', condition: 'new', seller: null, firstDeliveredOn: null, soldBy: null },
  ...{ priceHundredths: null, currency: null },
};
async function glance(thing: Partial<Bought>) {
  const { instance } = await newSite();
  const { terms, parts } = glanceAt(instance.catalog, { ...washer, ...thing }, today);
  return {
    parts,
    terms: terms.map(({ side, until, sure }) => `${side} ${until} ${sure ? 'sure' : 'unsure'}`),
  };
}

test('each side stands with its last day, and the parts that go on longer', async () => {
  const { terms, parts } = await glance({});
  expect(terms).toEqual(['commercial 2027-03-01 sure', 'statutory 2026-03-01 sure']);
  expect(parts).toMatchObject([{ until: '2034-03-01' }]);
});

test('terms begin with the delivery, and the law of the country decides', async () => {
  expect((await glance({ country: 'ES', deliveredOn: '2024-03-20' })).terms).toEqual([
    'commercial 2027-03-20 sure',
    'statutory 2027-03-20 sure',
  ]);
});

test('where the law’s guarantee goes by a price nobody said, its last day is not sure', async () => {
  const hungarian = { country: 'HU', priceHundredths: 18_990_000, currency: 'HUF' };
  expect((await glance({ country: 'HU' })).terms).toContain('mandatory 2027-03-01 unsure');
  expect((await glance(hungarian)).terms).toContain('mandatory 2026-03-01 sure');
});

test('what was bought used of a private person has no seller to answer for it', async () => {
  const used = { condition: 'used', seller: 'private', firstDeliveredOn: '2024-01-10' } as const;
  expect((await glance(used)).terms.filter((term) => term.startsWith('statutory'))).toEqual([]);
});

test('a product without terms has none, and no page breaks', async () => {
  expect(await glance({ product: 'toaster' })).toEqual({ terms: [], parts: [] });
});
