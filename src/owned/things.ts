import { and, desc, eq, getTableColumns } from 'drizzle-orm';
import { ownedProducts, receipts } from '#db/schema/owned.ts';
import { type Context, requireActor } from '#src/accounts/context.ts';
import { findProduct } from '#src/catalog/catalog.ts';
import { FieldFault } from '#src/lib/forms.ts';
import { newId } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { addWishes } from '#src/notifications/wishes.ts';
import { countryOf } from '#src/warranty/countries.ts';
import { findByPlate } from '#src/warranty/find.ts';
import { currencyOf, readPrice } from '#src/warranty/price.ts';
import { todayIn } from '#src/warranty/terms.ts';
import type { Thing } from './forms.ts';
import { keepReceipt, type Receipt } from './receipts.ts';

type Row = typeof ownedProducts.$inferSelect;

/** A thing as its owner sees it. */
export type MyThing = Row & { receipt: { type: Receipt['type']; size: number } | null };

const mostThings = 60;

const shown = {
  ...getTableColumns(ownedProducts),
  receipt: { type: receipts.type, size: receipts.size },
};

/** What the actor owns, what was bought last first. Throws Refusal `signed_out`. */
export async function myThings(ctx: Context): Promise<MyThing[]> {
  const { id } = requireActor(ctx);
  return ctx.db.read
    .select(shown)
    .from(ownedProducts)
    .leftJoin(receipts, eq(receipts.ownedId, ownedProducts.id))
    .where(eq(ownedProducts.userId, id))
    .orderBy(desc(ownedProducts.boughtOn), desc(ownedProducts.createdAt));
}

/** One of the actor's things; those of others do not exist for them. Throws Refusal `signed_out`, `not_found`. */
export async function myThing(ctx: Context, thingId: string): Promise<MyThing> {
  const { id } = requireActor(ctx);
  const [found] = await ctx.db.read
    .select(shown)
    .from(ownedProducts)
    .leftJoin(receipts, eq(receipts.ownedId, ownedProducts.id))
    .where(and(eq(ownedProducts.id, thingId), eq(ownedProducts.userId, id)));
  if (!found) throw new Refusal('not_found');
  return found;
}

/**
 * Keeps a thing of the actor's, with its receipt and the letters asked for; returns its id. The same
 * form sent twice keeps one. Throws Refusal `signed_out`, `too_often` and FieldFault.
 */
export async function addThing(ctx: Context, typed: Thing, receipt: Receipt | null): Promise<string> {
  const actor = requireActor(ctx);
  const values = columnsOf(ctx, typed);
  await ctx.limits.spend('thing day', actor.id);
  return ctx.db.write(async (tx) => {
    const mine = eq(ownedProducts.userId, actor.id);
    const [before] = await tx
      .select({ id: ownedProducts.id })
      .from(ownedProducts)
      .where(and(mine, eq(ownedProducts.submission, typed.submission)));
    if (before) return before.id;
    if ((await tx.$count(ownedProducts, mine)) >= mostThings)
      throw new FieldFault('product', 'owned.things.many');
    const id = newId();
    const { submission } = typed;
    await tx
      .insert(ownedProducts)
      .values({ ...values, id, userId: actor.id, submission, createdAt: ctx.now });
    if (receipt) await keepReceipt(tx, actor.id, id, receipt, ctx.now);
    await addWishes(tx, actor.id, typed.wish, ctx.now);
    return id;
  });
}

/** Changes one of the actor's things. Throws Refusal `signed_out`, `not_found`, `too_often` and FieldFault. */
export async function changeThing(
  ctx: Context,
  thingId: string,
  typed: Thing,
  receipt: Receipt | null,
): Promise<void> {
  const actor = requireActor(ctx);
  await myThing(ctx, thingId);
  const values = columnsOf(ctx, typed);
  await ctx.limits.spend('thing day', actor.id);
  await ctx.db.write(async (tx) => {
    const changed = await tx
      .update(ownedProducts)
      .set({ ...values, editedAt: ctx.now })
      .where(and(eq(ownedProducts.id, thingId), eq(ownedProducts.userId, actor.id)))
      .returning({ id: ownedProducts.id });
    if (changed.length === 0) throw new Refusal('not_found');
    if (receipt) await keepReceipt(tx, actor.id, thingId, receipt, ctx.now);
    else if (typed.withoutReceipt) await tx.delete(receipts).where(eq(receipts.ownedId, thingId));
  });
}

/** Removes one of the actor's things, with its receipt. Throws Refusal `signed_out`, `not_found`. */
export async function removeThing(ctx: Context, thingId: string): Promise<void> {
  const { id } = requireActor(ctx);
  const removed = await ctx.db.write((tx) =>
    tx
      .delete(ownedProducts)
      .where(and(eq(ownedProducts.id, thingId), eq(ownedProducts.userId, id)))
      .returning({ id: ownedProducts.id }),
  );
  if (removed.length === 0) throw new Refusal('not_found');
}

/** What was typed, checked against what there is and what day it is. Throws FieldFault. */
function columnsOf({ catalog, now }: Context, typed: Thing) {
  const [slug = '', named = typed.model ?? ''] = typed.product.split('/');
  const product = findProduct(catalog, slug);
  if (!product) throw new FieldFault('product', 'owned.product.unknown');
  const model = product.models.find((one) => plain(one) === plain(named));
  if (named && !model) throw new FieldFault('product', 'owned.product.unknown');
  const plate = findByPlate(catalog, typed.serial);
  if (plate && plate.product !== slug) throw new FieldFault('serial', 'warranty.fault.model-other');
  const country = countryOf(typed.country);
  if (!country) throw new FieldFault('country', 'owned.country.unknown');
  const today = todayIn(catalog, country, now);
  if (typed.bought > today) throw new FieldFault('bought', 'owned.bought.future');
  if (typed.repaired && typed.repaired > today) throw new FieldFault('repaired', 'owned.repaired.future');
  const paid = typed.price === '' ? null : readPrice(typed.price, currencyOf(catalog, country));
  if (paid === undefined) throw new FieldFault('price', 'owned.price.wrong');
  const isUsed = typed.condition === 'used';
  return {
    product: slug,
    model: model ?? '',
    serial: typed.serial,
    boughtOn: typed.bought,
    deliveredOn: typed.delivered,
    repairedOn: typed.repaired,
    country,
    shop: typed.shop,
    soldBy: typed.where,
    condition: typed.condition,
    seller: isUsed ? typed.seller : null,
    firstDeliveredOn: isUsed ? typed.first : null,
    priceHundredths: paid && Math.round(paid.amount * 100),
    currency: paid && paid.currency,
    note: typed.note,
  };
}

const plain = (text: string) => text.toLowerCase().replace(/[\s-]+/g, '');
