import { readFile } from 'node:fs/promises';
import { z } from 'astro/zod';
import { parse } from 'yaml';
import type { Database } from '#db/client.ts';
import { ownedProducts, salesWays, wishKinds } from '#db/schema/owned.ts';
import { addDays, dayIn } from '#src/lib/days.ts';
import { addWishes } from '#src/notifications/wishes.ts';

const dayMs = 86_400_000;

const DemoThing = z.strictObject({
  by: z.string(),
  product: z.string(),
  model: z.string(),
  serial: z.string(),
  boughtDaysAgo: z.number(),
  /** When it was put on the list. */
  keptDaysAgo: z.number(),
  country: z.string(),
  soldBy: z.enum(salesWays),
  shop: z.string().optional(),
  note: z.string().optional(),
  priceHundredths: z.number().optional(),
  currency: z.string().optional(),
  wishes: z.array(z.enum(wishKinds)),
});
export type DemoThing = z.output<typeof DemoThing>;

/** Reads `db/seed/owned.yaml`. Throws when a field is wrong there. */
export async function readDemoThings(file: string): Promise<DemoThing[]> {
  return z.array(DemoThing).parse(parse(await readFile(file, 'utf8')));
}

/** Gives people of the demo what they own; what is there already is left as it is. */
export async function loadDemoThings(db: Database, things: readonly DemoThing[], now: number): Promise<void> {
  await db.write(async (tx) => {
    for (const { by, boughtDaysAgo, keptDaysAgo, wishes, ...thing } of things) {
      const userId = `demo-${by}`;
      const createdAt = now - keptDaysAgo * dayMs;
      const id = `demo-${thing.serial.toLowerCase()}`;
      const boughtOn = addDays(dayIn('UTC', now), -boughtDaysAgo);
      const added = await tx
        .insert(ownedProducts)
        .values({ ...thing, id, userId, boughtOn, createdAt, submission: id })
        .onConflictDoNothing()
        .returning({ id: ownedProducts.id });
      if (added.length > 0) await addWishes(tx, userId, wishes, createdAt);
    }
  });
}
