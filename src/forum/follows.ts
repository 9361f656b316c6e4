import { and, eq } from 'drizzle-orm';
import { follows } from '#db/schema/forum.ts';
import { type Context, requireActor } from '#src/accounts/context.ts';
import type { Addressed } from './address.ts';
import { livingThread } from './living.ts';

/** Gets letters about a thread, or no more. Throws Refusal `signed_out`, `not_found`. */
export async function followThread(ctx: Context, threadId: number, wanted: boolean): Promise<Addressed> {
  const actor = requireActor(ctx);
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, threadId);
    if (wanted)
      await tx
        .insert(follows)
        .values({ threadId, userId: actor.id, createdAt: ctx.now })
        .onConflictDoNothing();
    else await tx.delete(follows).where(and(eq(follows.userId, actor.id), eq(follows.threadId, threadId)));
    return thread;
  });
}
