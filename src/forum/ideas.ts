import { asc, desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { ideaDecisions, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { requireAbility } from '#src/accounts/roles.ts';
import { tellOfIdea } from '#src/notifications/decisions.ts';
import { type Addressed, threadPath } from './address.ts';
import type { IdeaDecision } from './forms.ts';
import { livingThread, requireKind } from './living.ts';

/**
 * Says where an idea stands, and why; what was said before stays in its history. Its author and
 * whoever follows it hear of it by letter. Saying the same again says nothing new.
 *
 * Throws Refusal `signed_out`, `not_allowed`, `not_found`, `wrong_kind`.
 */
export async function decideIdea(
  ctx: Context,
  threadId: number,
  { status, reason }: IdeaDecision,
): Promise<Addressed> {
  const { id: deciderId } = requireAbility(ctx, 'decide ideas and complaints');
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, threadId);
    requireKind(thread, 'idea');
    const [last] = await tx
      .select({ status: ideaDecisions.status, reason: ideaDecisions.reason })
      .from(ideaDecisions)
      .where(eq(ideaDecisions.threadId, threadId))
      .orderBy(desc(ideaDecisions.id))
      .limit(1);
    if (last?.status === status && last.reason === reason) return thread;
    const [written] = await tx
      .insert(ideaDecisions)
      .values({ threadId, status, reason, deciderId, createdAt: ctx.now })
      .returning({ id: ideaDecisions.id });
    if (!written) throw new Error('The decision was not written.');
    await tx.update(threads).set({ ideaStatus: status }).where(eq(threads.id, threadId));
    const path = (locale: Context['locale']) => `${threadPath(locale, thread)}#decisions`;
    await tellOfIdea(tx, { ...thread, decisionId: written.id, deciderId, status, reason, path }, ctx.now);
    return thread;
  });
}

/** What was said about an idea, the first first. */
export function decisionsOnIdea(db: Reader, threadId: number) {
  return db
    .select({
      id: ideaDecisions.id,
      status: ideaDecisions.status,
      reason: ideaDecisions.reason,
      createdAt: ideaDecisions.createdAt,
      decider: { displayName: users.displayName, deletedAt: users.deletedAt },
    })
    .from(ideaDecisions)
    .innerJoin(users, eq(users.id, ideaDecisions.deciderId))
    .where(eq(ideaDecisions.threadId, threadId))
    .orderBy(asc(ideaDecisions.id));
}
