import { and, eq, isNull } from 'drizzle-orm';
import { follows, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { readStopToken, type Stop } from '#src/letters/stop-link.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { endWish } from './wishes.ts';

/**
 * What a stop link is about: letters somebody asked for, or a thread, which is undefined once it has been
 * deleted. Throws Refusal `not_found` when the link is not ours.
 */
export async function aboutStopLink(ctx: Context, token: string) {
  const stop = readStop(ctx, token);
  if ('wish' in stop) return { wish: stop.wish };
  const { id, slug, title, locale } = threads;
  const [thread] = await ctx.db.read
    .select({ id, slug, title, locale })
    .from(threads)
    .where(and(eq(threads.id, stop.threadId), isNull(threads.deletedAt)));
  return { thread };
}

/** Ends such letters to a person, by the link in one of them: nobody need sign in. Doing it twice is no fault. */
export async function stopLetters(ctx: Context, token: string): Promise<void> {
  const stop = readStop(ctx, token);
  await ctx.db.write(async (tx) => {
    if ('wish' in stop) await endWish(tx, stop.userId, stop.wish);
    else
      await tx
        .delete(follows)
        .where(and(eq(follows.userId, stop.userId), eq(follows.threadId, stop.threadId)));
  });
}

function readStop(ctx: Context, token: string): Stop {
  const stop = readStopToken(ctx.secret, token);
  if (!stop) throw new Refusal('not_found');
  return stop;
}
