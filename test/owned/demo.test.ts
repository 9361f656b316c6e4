import { expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { letters } from '#db/schema/letters.ts';
import { ownedProducts } from '#db/schema/owned.ts';
import { findProduct } from '#src/catalog/catalog.ts';
import { readDemo } from '#src/forum/demo-files.ts';
import { loadDemoThings, readDemoThings } from '#src/owned/demo.ts';
import { tellOwners } from '#src/owned/telling.ts';
import { findByPlate } from '#src/warranty/find.ts';
import { newSite, today } from '#test/support/site.ts';

const dayMs = 86_400_000;

test('the demo’s people own what there is, and hear of an ending warranty, a recall and a known issue', async () => {
  const { instance } = await newSite();
  const { db, catalog } = instance;
  const { people } = await readDemo('db/seed');
  const things = await readDemoThings('db/seed/owned.yaml');
  await db.write(async (tx) => {
    for (const { name, displayName, locale } of people)
      await tx.insert(users).values({
        ...{ id: `demo-${name}`, name: `demo-${name}`, displayName, locale },
        ...{ email: `${name}@demo.example`, emailVerifiedAt: 1, createdAt: 1 },
      });
  });
  for (const { product, model, serial } of things) {
    expect(findProduct(catalog, product)?.models).toContain(model);
    expect(findByPlate(catalog, serial)?.product, serial).toBe(product);
  }
  await loadDemoThings(db, things, today);
  await loadDemoThings(db, things, today + dayMs);
  expect(await db.read.$count(ownedProducts)).toBe(things.length);
  await tellOwners(instance, today);
  const written = (await db.read.select().from(letters)).map(
    ({ kind, locale, userId, data }) => `${kind} ${locale} ${userId} ${data['level'] ?? data['side'] ?? ''}`,
  );
  expect(written).toEqual(
    expect.arrayContaining([
      'warranty_ending el demo-kostas commercial',
      'notice en demo-dave-oak recall',
      'notice sv demo-oskar recall',
      'notice en demo-ben known-issue',
    ]),
  );
});
