import { describe, expect, test } from 'vitest';
import { ownedProducts } from '#db/schema/owned.ts';
import { myWishes } from '#src/notifications/wishes.ts';
import { glanceAt } from '#src/owned/coverage.ts';
import { Thing } from '#src/owned/forms.ts';
import { addThing, changeThing, myThing, myThings, removeThing } from '#src/owned/things.ts';
import { checkerPathOf } from '#src/owned/values.ts';
import { readCase } from '#src/warranty/asked.ts';
import { hasUnreadSerial, noticesAbout } from '#src/warranty/notices.ts';
import { newSite, today } from '#test/support/site.ts';
import { thing } from './support.ts';

describe('a thing somebody owns', () => {
  test('is kept as it was typed, and the checker reads it all from one link', async () => {
    const { as, instance } = await newSite();
    const typed = {
      ...{ product: 'washing-machine-w80/W80 Plus', serial: ' W80-24031234 ', bought: '2024-02-29' },
      ...{
        delivered: '2024-03-04',
        country: 'hu',
        where: 'distance',
        shop: 'Bolt  Kft.',
        note: 'In the cellar',
      },
      ...{
        price: '249 990',
        repaired: '2025-01-02',
        condition: 'used',
        seller: 'private',
        first: '2023-01-01',
      },
    };
    const id = await addThing(as('ana'), thing(typed), null);
    const kept = await myThing(as('ana'), id);
    expect(kept).toMatchObject({
      ...{
        product: 'washing-machine-w80',
        model: 'W80 Plus',
        serial: 'W80-24031234',
        boughtOn: '2024-02-29',
      },
      ...{
        deliveredOn: '2024-03-04',
        country: 'HU',
        soldBy: 'distance',
        shop: 'Bolt Kft.',
        seller: 'private',
      },
      ...{ priceHundredths: 24_999_000, currency: 'HUF', repairedOn: '2025-01-02', note: 'In the cellar' },
      ...{ condition: 'used', firstDeliveredOn: '2023-01-01', receipt: null },
    });
    const checker = new URL(checkerPathOf('en', kept), 'https://help.example.com');
    expect(readCase(checker.searchParams, instance.catalog, 'en', today).kase).toBeUndefined();
    checker.searchParams.set('event', 'defect');
    expect(readCase(checker.searchParams, instance.catalog, 'en', today).kase).toMatchObject({
      ...{ product: 'washing-machine-w80', bought: '2024-02-29', delivered: '2024-03-04', country: 'HU' },
      ...{ where: 'distance', price: { amount: 249_990, currency: 'HUF' }, repaired: '2025-01-02' },
      ...{ condition: 'used', seller: 'private', firstDelivered: '2023-01-01' },
    });
  });

  test('needs only product, day and country', async () => {
    const { as } = await newSite();
    const id = await addThing(as('ana'), thing({ product: 'washing-machine-w80' }), null);
    expect(await myThing(as('ana'), id)).toMatchObject({
      ...{
        model: '',
        deliveredOn: null,
        soldBy: null,
        seller: null,
        priceHundredths: null,
        condition: 'new',
      },
    });
  });

  test('is there once, however often its form is sent', async () => {
    const { as, instance } = await newSite();
    const sent = thing();
    const ids = await Promise.all([1, 2, 3].map(() => addThing(as('ana'), sent, null)));
    expect(new Set(ids).size).toBe(1);
    expect(await addThing(as('ben'), sent, null)).not.toBe(ids[0]);
    expect(await instance.db.read.$count(ownedProducts)).toBe(2);
  });

  test('exists for nobody but its owner', async () => {
    const { as } = await newSite();
    const id = await addThing(as('ana'), thing(), null);
    for (const person of ['ben', 'eli', 'mo', 'root'] as const) {
      const other = as(person);
      expect(await myThings(other)).toEqual([]);
      for (const reach of [myThing(other, id), removeThing(other, id), changeThing(other, id, thing(), null)])
        await expect(reach).rejects.toMatchObject({ reason: 'not_found' });
    }
    for (const reach of [myThings(as(null)), myThing(as(null), id), addThing(as(null), thing(), null)])
      await expect(reach).rejects.toMatchObject({ reason: 'signed_out' });
    expect(await myThings(as('ana'))).toHaveLength(1);
  });

  test('asks for letters only by ticked boxes, and never takes a wish back', async () => {
    const { as } = await newSite();
    await addThing(as('ana'), thing(), null);
    expect(await myWishes(as('ana'))).toEqual([]);
    await addThing(as('ana'), thing({ wish: ['notice', 'nonsense'] }), null);
    await addThing(as('ana'), thing({ wish: 'warranty_ending' }), null);
    expect((await myWishes(as('ana'))).sort()).toEqual(['notice', 'warranty_ending']);
  });

  test.each<[string, Record<string, string>, string]>([
    ['a product nobody makes', { product: 'toaster' }, 'product'],
    ['a model of another product', { product: 'washing-machine-w80/C3' }, 'product'],
    ['a country that is none', { country: 'QQ' }, 'country'],
    ['the day after tomorrow', { bought: '2026-11-22' }, 'bought'],
    ['a repair that has not been', { repaired: '2026-12-24' }, 'repaired'],
    ['a price in words', { price: 'a lot' }, 'price'],
  ])('%s is said at its field', async (_what, typed, field) => {
    const { as } = await newSite();
    await expect(addThing(as('ana'), thing(typed), null)).rejects.toMatchObject({ field });
  });

  test.each<[string, Record<string, string>, string]>([
    ['31 February', { bought: '2026-02-31' }, 'bought'],
    ['1899', { bought: '1899-12-31' }, 'bought'],
    ['the year 12026', { bought: '12026-01-01' }, 'bought'],
    ['no day', { bought: '' }, 'bought'],
    ['repaired before it was bought', { repaired: '2024-02-28' }, 'repaired'],
    ['first new after it was bought used', { first: '2025-01-01' }, 'first'],
    ['a serial number like a novel', { serial: 'x'.repeat(61) }, 'serial'],
    ['a million characters', { note: 'x'.repeat(1_000_000) }, 'note'],
    ['no country', { country: '' }, 'country'],
  ])('%s does not fit the form', (_what, typed, field) => {
    const parsed = Thing.safeParse({
      product: 'washing-machine-w80',
      bought: '2024-03-01',
      country: 'GR',
      ...typed,
    });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  test('keeps a serial number nobody can read, and refuses that of another product', async () => {
    const { as } = await newSite();
    const drill = { product: 'cordless-drill-t18/T18' };
    const id = await addThing(as('ana'), thing({ ...drill, serial: 'I lost the plate' }), null);
    expect((await myThing(as('ana'), id)).serial).toBe('I lost the plate');
    for (const serial of ['W80 24F-004512', 'w80'])
      await expect(addThing(as('ana'), thing({ ...drill, serial }), null)).rejects.toMatchObject({
        ...{ field: 'serial', key: 'warranty.fault.model-other' },
      });
  });

  test('delivered before it was bought counts from the purchase, as in the checker', async () => {
    const { as, instance } = await newSite();
    const typed = { bought: '2024-03-01', delivered: '2024-02-01' };
    const kept = await myThing(as('ana'), await addThing(as('ana'), thing(typed), null));
    expect(kept).toMatchObject({ boughtOn: '2024-03-01', deliveredOn: '2024-02-01' });
    const { terms } = glanceAt(instance.catalog, kept, today);
    expect(terms).toEqual(glanceAt(instance.catalog, { ...kept, deliveredOn: '2024-03-01' }, today).terms);
  });

  test('in a country that is none of the list is kept as bought elsewhere', async () => {
    const { as, instance } = await newSite();
    const kept = await myThing(as('ana'), await addThing(as('ana'), thing({ country: 'ZZ' }), null));
    expect(kept.country).toBe('ZZ');
    expect(glanceAt(instance.catalog, kept, today).terms.map(({ side }) => side)).toEqual(['commercial']);
  });

  test('finds the list full at sixty', async () => {
    const { as, instance } = await newSite();
    const row = {
      userId: 'ana',
      product: 'washing-machine-w80',
      boughtOn: '2024-03-01',
      country: 'GR',
      createdAt: 1,
    };
    const rows = Array.from({ length: 60 }, (_, index) => ({
      ...row,
      id: `t${index}`,
      submission: `s${index}`,
    }));
    await instance.db.write((tx) => tx.insert(ownedProducts).values(rows));
    await expect(addThing(as('ana'), thing(), null)).rejects.toMatchObject({ key: 'owned.things.many' });
  });
});

describe('a notice', () => {
  test('concerns a thing by model and serial number, and whoever does not know theirs', async () => {
    const { instance } = await newSite();
    const about = (model: string, serial: string, product = 'cordless-drill-t18') =>
      noticesAbout(instance.catalog, { product, model, serial }).map(({ slug }) => slug);
    const recall = ['recall-battery-b18-4'];
    expect(about('T18 Impact', 'T18I26D01234')).toEqual(recall);
    expect(about('T18', ' t18b 26f 01234 ')).toEqual(recall);
    expect(about('', '')).toEqual(recall);
    expect(about('T18', 'T1826G01234')).toEqual([]);
    expect(about('T18', '')).toEqual(recall);
    expect(about('W80', '', 'washing-machine-w80')).toEqual([]);
    expect(about('C3', '', 'espresso-machine-c3')).toEqual([]);
    expect(about('C3 Duo', '', 'espresso-machine-c3')).toEqual(['c3-duo-display-stays-dark']);
  });

  test.each([
    ['in the old way of counting months', 'T18 2604 1234'],
    ['with a letter for a figure', 'T1826DO1234'],
    ['one figure short', 'T1826G0123'],
    ['that is none', 'I lost the plate'],
    ['of another product', 'W8024F004512'],
    ['of a battery, which may not be the only one', 'B18425H10382'],
    ['of sixty signs', '0'.repeat(60)],
  ])('is not hidden by a serial number %s', async (_what, serial) => {
    const { instance } = await newSite();
    const plate = { product: 'cordless-drill-t18', model: 'T18', serial };
    expect(noticesAbout(instance.catalog, plate).map(({ slug }) => slug)).toEqual(['recall-battery-b18-4']);
    expect(hasUnreadSerial(instance.catalog, plate)).toBe(true);
  });

  test.each(['T18-26G-01234', 't18 26g 01234', ' T18–26G–01234 ', 'T18I25D04417'])(
    'is hidden by a serial number of the product outside its range: %s',
    async (serial) => {
      const { instance } = await newSite();
      const plate = { product: 'cordless-drill-t18', model: 'T18', serial };
      expect(noticesAbout(instance.catalog, plate)).toEqual([]);
      expect(hasUnreadSerial(instance.catalog, plate)).toBe(false);
    },
  );
});
