import { and, eq, sql } from 'drizzle-orm';
import { meToos, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { can } from '#src/accounts/roles.ts';
import type { Addressed } from './address.ts';
import { livingThread, requireKind } from './living.ts';

/** Who counts as one: an account, or a browser at an address. */
export function voterOf({ actor, visitor }: Context): string {
  return actor ? `user:${actor.id}` : `visitor:${visitor}`;
}

/**
 * "I have this too", of an idea "I want this too", or no longer; without an account, and once each.
 * Its author is counted already. Throws Refusal `not_found`, `wrong_kind` for a story, `too_often`.
 */
export async function haveThisToo(ctx: Context, threadId: number, too: boolean): Promise<Addressed> {
  if (!can(ctx.actor, 'write without limit')) {
    await ctx.limits.spend('vote', ctx.actor?.id ?? ctx.address);
    await ctx.limits.spend('vote day', ctx.actor?.id ?? ctx.address);
  }
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, threadId);
    requireKind(thread, 'question', 'idea', 'complaint');
    if (thread.authorId === ctx.actor?.id) return thread;
    const voter = voterOf(ctx);
    const changed = too
      ? await tx.insert(meToos).values({ threadId, voter, createdAt: ctx.now }).onConflictDoNothing()
      : await tx.delete(meToos).where(and(eq(meToos.threadId, threadId), eq(meToos.voter, voter)));
    const change = too ? changed.rowsAffected : -changed.rowsAffected;
    await tx
      .update(threads)
      .set({ meTooCount: sql`${threads.meTooCount} + ${change}` })
      .where(eq(threads.id, threadId));
    return thread;
  });
}
