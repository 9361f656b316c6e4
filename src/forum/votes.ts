import { and, eq, sql } from 'drizzle-orm';
import { posts, votes } from '#db/schema/forum.ts';
import { type Context, requireVerified } from '#src/accounts/context.ts';
import { can } from '#src/accounts/roles.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { livingPost, type PlacedPost, rankOf } from './living.ts';

/**
 * Says that a reply helped, or takes it back; once a person, however often it is said.
 * Throws Refusal `signed_out`, `email_unverified`, `not_found`, `own_post`, `too_often`.
 */
export async function voteOnPost(ctx: Context, postId: number, helped: boolean): Promise<PlacedPost> {
  const actor = requireVerified(ctx);
  if (!can(actor, 'write without limit')) {
    await ctx.limits.spend('vote', actor.id);
    await ctx.limits.spend('vote day', actor.id);
  }
  return ctx.db.write(async (tx) => {
    const { post, thread } = await livingPost(tx, postId);
    if (post.authorId === actor.id) throw new Refusal('own_post');
    const changed = helped
      ? await tx.insert(votes).values({ postId, userId: actor.id, createdAt: ctx.now }).onConflictDoNothing()
      : await tx.delete(votes).where(and(eq(votes.postId, postId), eq(votes.userId, actor.id)));
    const change = helped ? changed.rowsAffected : -changed.rowsAffected;
    await tx
      .update(posts)
      .set({ voteCount: sql`${posts.voteCount} + ${change}` })
      .where(eq(posts.id, postId));
    return { thread, postId, rank: await rankOf(tx, thread.id, postId) };
  });
}
