import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { solutions, threads } from '#db/schema/forum.ts';
import { type Actor, type Context, requireVerified } from '#src/accounts/context.ts';
import { can } from '#src/accounts/roles.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { tellSolver } from '#src/notifications/followers.ts';
import { indexPost } from '#src/search/threads/threads.ts';
import { postPath } from './address.ts';
import { livingPost, type PlacedPost, rankOf, requireKind, type Thread } from './living.ts';

/** Who asked a question chooses what helped; an expert may for them. Other kinds have no solution. */
export function maySolve(actor: Actor | null, thread: Pick<Thread, 'authorId' | 'kind'>): boolean {
  if (thread.kind !== 'question') return false;
  return can(actor, 'solve any thread') || actor?.id === thread.authorId;
}

/**
 * Marks a reply as a solution of its thread, beside those it has, and tells its author. A locked
 * thread may still be solved: "it worked" often comes late.
 *
 * Throws Refusal `not_found` for a deleted reply, `wrong_kind` where no question was
 * asked, `not_allowed` unless the actor may solve the thread.
 */
export async function acceptSolution(ctx: Context, postId: number): Promise<PlacedPost> {
  const actor = requireVerified(ctx);
  return ctx.db.write(async (tx) => {
    const { post, thread } = await livingPost(tx, postId);
    requireKind(thread, 'question');
    if (!maySolve(actor, thread)) throw new Refusal('not_allowed');
    const rank = await rankOf(tx, thread.id, postId);
    await tx
      .insert(solutions)
      .values({ threadId: thread.id, postId, acceptedBy: actor.id, createdAt: ctx.now })
      .onConflictDoNothing();
    await tx
      .update(threads)
      .set({ solvedAt: thread.solvedAt ?? ctx.now })
      .where(eq(threads.id, thread.id));
    if (post.authorId !== actor.id)
      await tellSolver(
        tx,
        {
          postId,
          threadId: thread.id,
          title: thread.title,
          authorId: post.authorId,
          path: (locale) => postPath(locale, thread, postId, rank),
        },
        ctx.now,
      );
    await indexPost(tx, postId);
    return { thread, postId, rank };
  });
}

/** Takes the mark away; without another solution the thread is open again. Throws as `acceptSolution` does. */
export async function withdrawSolution(ctx: Context, postId: number): Promise<PlacedPost> {
  const actor = requireVerified(ctx);
  return ctx.db.write(async (tx) => {
    const { thread } = await livingPost(tx, postId);
    requireKind(thread, 'question');
    if (!maySolve(actor, thread)) throw new Refusal('not_allowed');
    await removeSolution(tx, thread.id, postId);
    await indexPost(tx, postId);
    return { thread, postId, rank: await rankOf(tx, thread.id, postId) };
  });
}

/** Removes a solution, if it is one, and says so of its thread. */
export async function removeSolution(tx: Tx, threadId: number, postId: number): Promise<void> {
  await tx.delete(solutions).where(and(eq(solutions.threadId, threadId), eq(solutions.postId, postId)));
  if ((await tx.$count(solutions, eq(solutions.threadId, threadId))) === 0)
    await tx.update(threads).set({ solvedAt: null }).where(eq(threads.id, threadId));
}
