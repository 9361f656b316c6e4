import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { sessions, tokens, users } from '#db/schema/accounts.ts';
import { complaints, follows, meToos, posts, storyConsents, threads, votes } from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import { letterWishes, ownedProducts, told } from '#db/schema/owned.ts';
import { writeLetter } from '#src/letters/outbox.ts';
import { type Context, requireActor } from './context.ts';
import { unshownHandle } from './names.ts';
import { provePassword } from './sign-in.ts';

/** How a person's "I have this too" is stored. */
export const voterOf = (userId: string) => `user:${userId}`;

/**
 * Deletes the actor's account. What they posted stays, under a neutral name; the name, the address,
 * the password, votes, follows, things with their receipts, letters, links, order numbers in complaints,
 * stories on product pages and every session go, and a last letter says so.
 * Throws Refusal `signed_out`, `wrong_password`, `too_often`.
 */
export async function deleteAccount(ctx: Context, password: string): Promise<void> {
  requireActor(ctx);
  const { id, email, displayName, locale } = await provePassword(ctx, password);
  await ctx.db.write(async (tx) => {
    await dropVotes(tx, id);
    await tx.delete(follows).where(eq(follows.userId, id));
    await dropConsents(tx, id, ctx.now);
    await tx.delete(sessions).where(eq(sessions.userId, id));
    await tx.delete(tokens).where(eq(tokens.userId, id));
    await tx.delete(letters).where(eq(letters.userId, id));
    await tx.delete(ownedProducts).where(eq(ownedProducts.userId, id));
    await tx.delete(letterWishes).where(eq(letterWishes.userId, id));
    await tx.delete(told).where(eq(told.userId, id));
    await tx
      .update(users)
      .set({
        name: unshownHandle('former'),
        displayName: '',
        email: null,
        emailVerifiedAt: null,
        passwordHash: null,
        role: 'customer',
        about: '',
        deletedAt: ctx.now,
      })
      .where(eq(users.id, id));
    const to = { userId: null, email, locale };
    await writeLetter(tx, 'account_deleted', `account_deleted:${id}`, to, { name: displayName }, ctx.now);
  });
  ctx.log.info({ user: id }, 'account deleted');
}

/** Nobody can take back any more what they let be shown or kept: it ends with the account. */
async function dropConsents(tx: Tx, userId: string, now: number): Promise<void> {
  const shown = await tx
    .update(threads)
    .set({ shownAt: null })
    .where(and(eq(threads.authorId, userId), isNotNull(threads.shownAt)))
    .returning({ threadId: threads.id });
  if (shown.length > 0)
    await tx
      .insert(storyConsents)
      .values(shown.map(({ threadId }) => ({ threadId, answer: 'withdrawn' as const, createdAt: now })));
  const own = tx.select({ id: threads.id }).from(threads).where(eq(threads.authorId, userId));
  await tx.update(complaints).set({ reference: null }).where(inArray(complaints.threadId, own));
}

/** Takes back what somebody voted, and keeps the counts true. */
async function dropVotes(tx: Tx, userId: string): Promise<void> {
  const voted = tx.select({ id: votes.postId }).from(votes).where(eq(votes.userId, userId));
  await tx
    .update(posts)
    .set({ voteCount: sql`max(0, ${posts.voteCount} - 1)` })
    .where(inArray(posts.id, voted));
  await tx.delete(votes).where(eq(votes.userId, userId));
  const shared = tx
    .select({ id: meToos.threadId })
    .from(meToos)
    .where(eq(meToos.voter, voterOf(userId)));
  await tx
    .update(threads)
    .set({ meTooCount: sql`max(0, ${threads.meTooCount} - 1)` })
    .where(inArray(threads.id, shared));
  await tx.delete(meToos).where(eq(meToos.voter, voterOf(userId)));
}
