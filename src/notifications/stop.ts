import { and, eq, isNull } from 'drizzle-orm';
import { follows, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { readStopToken, type Stop } from '#src/letters/stop-link.ts';
import { Refusal } from '#src/lib/refusal.ts';

/** The thread a stop link is about; undefined once it has been deleted. Throws Refusal `not_found` when the link is not ours. */
export async function threadOfStopLink(ctx: Context, token: string) {
  const { threadId } = readStop(ctx, token);
  const { id, slug, title, locale } = threads;
  const [thread] = await ctx.db.read
    .select({ id, slug, title, locale })
    .from(threads)
    .where(and(eq(threads.id, threadId), isNull(threads.deletedAt)));
  return thread;
}

/** Ends a person's letters about a thread, by the link in one of them: nobody need sign in. Doing it twice is no fault. */
export async function stopLetters(ctx: Context, token: string): Promise<void> {
  const { userId, threadId } = readStop(ctx, token);
  await ctx.db.write((tx) =>
    tx.delete(follows).where(and(eq(follows.userId, userId), eq(follows.threadId, threadId))),
  );
}

function readStop(ctx: Context, token: string): Stop {
  const stop = readStopToken(ctx.secret, token);
  if (!stop) throw new Refusal('not_found');
  return stop;
}
