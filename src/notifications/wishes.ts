import { and, eq, notInArray } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { letterWishes, type WishKind } from '#db/schema/owned.ts';
import { type Context, requireActor } from '#src/accounts/context.ts';

/** Which letters the actor asked for. Throws Refusal `signed_out`. */
export async function myWishes(ctx: Context): Promise<WishKind[]> {
  const { id } = requireActor(ctx);
  const rows = await ctx.db.read
    .select({ kind: letterWishes.kind })
    .from(letterWishes)
    .where(eq(letterWishes.userId, id));
  return rows.map(({ kind }) => kind);
}

/** Sends the actor letters of these kinds from now on, and of no others. Throws Refusal `signed_out`. */
export async function saveWishes(ctx: Context, kinds: WishKind[]): Promise<void> {
  const { id } = requireActor(ctx);
  await ctx.db.write(async (tx) => {
    await tx
      .delete(letterWishes)
      .where(and(eq(letterWishes.userId, id), notInArray(letterWishes.kind, kinds)));
    await addWishes(tx, id, kinds, ctx.now);
  });
}

/** Adds to what a person asked for; what they asked for before keeps its day. */
export async function addWishes(tx: Tx, userId: string, kinds: WishKind[], now: number): Promise<void> {
  if (kinds.length > 0)
    await tx
      .insert(letterWishes)
      .values(kinds.map((kind) => ({ userId, kind, createdAt: now })))
      .onConflictDoNothing();
}

export async function endWish(tx: Tx, userId: string, kind: WishKind): Promise<void> {
  await tx.delete(letterWishes).where(and(eq(letterWishes.userId, userId), eq(letterWishes.kind, kind)));
}
