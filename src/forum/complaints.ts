import { and, asc, desc, eq, isNotNull, isNull, min, ne } from 'drizzle-orm';
import type { Reader, Tx } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { complaintDecisions, complaints, posts, threads } from '#db/schema/forum.ts';
import type { ComplaintOutcome } from '#db/schema/forum.ts';
import { type Actor, type Context, requireActor } from '#src/accounts/context.ts';
import { can, requireAbility } from '#src/accounts/roles.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { endOfWorkingDay } from '#src/lib/working-days.ts';
import { tellOfOutcome } from '#src/notifications/decisions.ts';
import { type Addressed, threadPath } from './address.ts';
import { clauseWords } from './clauses.ts';
import type { ComplaintDecision } from './forms.ts';
import { livingThread, requireKind, type Thread } from './living.ts';

/** Whoever complains has a reply by the end of the second working day after. */
export const promisedWorkingDays = 2;

/** Until when a complaint sent now is promised a reply. */
export function replyPromise({ now, catalog }: Pick<Context, 'now' | 'catalog'>): number {
  return endOfWorkingDay(now, promisedWorkingDays, catalog.site.working);
}

/** Where a complaint stands: waiting, and perhaps longer than promised; replied to; or how it ended. */
export type ComplaintState = 'waiting' | 'late' | 'replied' | ComplaintOutcome;

export function complaintState(
  { promisedAt, repliedAt }: Pick<Thread, 'promisedAt' | 'repliedAt'>,
  outcome: ComplaintOutcome | null,
  now: number,
): ComplaintState {
  if (outcome) return outcome;
  if (repliedAt !== null) return 'replied';
  return promisedAt !== null && promisedAt < now ? 'late' : 'waiting';
}

/** Whether a reply of somebody's is the maker's own: that of its people to a complaint of somebody else's. */
export function answersComplaint(actor: Actor, { kind, authorId }: Thread): boolean {
  return kind === 'complaint' && authorId !== actor.id && can(actor, 'speak officially');
}

/** Sets when a complaint first had an answer of the maker's that still stands: an official reply, or an outcome. */
export async function countFirstReply(tx: Tx, { id, authorId }: Pick<Thread, 'id' | 'authorId'>) {
  const [reply] = await tx
    .select({ at: min(posts.createdAt) })
    .from(posts)
    .where(
      and(
        eq(posts.threadId, id),
        isNotNull(posts.officialAt),
        isNull(posts.deletedAt),
        ne(posts.authorId, authorId),
      ),
    );
  const [decision] = await tx
    .select({ at: min(complaintDecisions.createdAt) })
    .from(complaintDecisions)
    .where(eq(complaintDecisions.threadId, id));
  const moments = [reply?.at, decision?.at].filter((at) => typeof at === 'number');
  const repliedAt = moments.length > 0 ? Math.min(...moments) : null;
  await tx.update(threads).set({ repliedAt }).where(eq(threads.id, id));
}

/** Keeps the order or claim number of a complaint where nobody else reads it. */
export async function keepReference(tx: Tx, threadId: number, reference = ''): Promise<void> {
  await tx
    .insert(complaints)
    .values({ threadId, reference: reference || null })
    .onConflictDoUpdate({ target: complaints.threadId, set: { reference: reference || null } });
}

/** The order or claim number of a complaint, for its author and the maker's people; null to all others. */
export async function readReference(ctx: Context, thread: Thread): Promise<string | null> {
  if (!mayReadReference(ctx.actor, thread)) return null;
  const [kept] = await ctx.db.read
    .select({ reference: complaints.reference })
    .from(complaints)
    .where(eq(complaints.threadId, thread.id));
  return kept?.reference ?? null;
}

const mayReadReference = (actor: Actor | null, { authorId }: Pick<Thread, 'authorId'>) =>
  actor?.id === authorId || can(actor, 'decide ideas and complaints');

/**
 * Says how a complaint ended; what was said before stays in its history. Its author hears of it by
 * letter, and may then say whether it held. Saying the same again says nothing new.
 *
 * Throws Refusal `signed_out`, `not_allowed`, also to who complained, `not_found`, `wrong_kind`.
 */
export async function decideComplaint(
  ctx: Context,
  threadId: number,
  { outcome, clause, reason }: ComplaintDecision,
): Promise<Addressed> {
  const { id: deciderId } = requireAbility(ctx, 'decide ideas and complaints');
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, threadId);
    requireKind(thread, 'complaint');
    if (thread.authorId === deciderId) throw new Refusal('not_allowed');
    const [last] = await tx
      .select()
      .from(complaintDecisions)
      .where(eq(complaintDecisions.threadId, threadId))
      .orderBy(desc(complaintDecisions.id))
      .limit(1);
    const said = { outcome, clause: clause || null, reason };
    if (last?.outcome === said.outcome && last.clause === said.clause && last.reason === reason)
      return thread;
    const [written] = await tx
      .insert(complaintDecisions)
      .values({ threadId, ...said, deciderId, createdAt: ctx.now })
      .returning({ id: complaintDecisions.id });
    if (!written) throw new Error('The outcome was not written.');
    await tx
      .update(complaints)
      .set({ outcome, held: null, heldAt: null })
      .where(eq(complaints.threadId, threadId));
    await countFirstReply(tx, thread);
    const news = {
      ...{ ...thread, ...said, decisionId: written.id },
      clause: (locale: Locale) =>
        said.clause &&
        [said.clause, clauseWords(ctx.catalog, thread.product, said.clause, locale)]
          .filter(Boolean)
          .join(': '),
      path: (locale: Locale) => `${threadPath(locale, thread)}#decisions`,
    };
    await tellOfOutcome(tx, news, ctx.now);
    return thread;
  });
}

/**
 * Says whether the outcome of one's complaint held. Throws Refusal `signed_out`, `not_found`,
 * `wrong_kind`, also while there is no outcome, `not_allowed` to anybody else, `too_often`.
 */
export async function sayWhetherHeld(ctx: Context, threadId: number, held: boolean): Promise<Addressed> {
  const actor = requireActor(ctx);
  if (!can(actor, 'write without limit')) await ctx.limits.spend('vote', actor.id);
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, threadId);
    requireKind(thread, 'complaint');
    if (thread.authorId !== actor.id) throw new Refusal('not_allowed');
    const { rowsAffected } = await tx
      .update(complaints)
      .set({ held: held ? 'yes' : 'no', heldAt: ctx.now })
      .where(and(eq(complaints.threadId, threadId), isNotNull(complaints.outcome)));
    if (rowsAffected === 0) throw new Refusal('wrong_kind');
    return thread;
  });
}

/** A complaint as one person sees it. */
export interface ShownComplaint {
  /** Null also to those who may not read it. */
  reference: string | null;
  outcome: ComplaintOutcome | null;
  held: 'yes' | 'no' | null;
  decisions: Awaited<ReturnType<typeof decisionsOnComplaint>>;
}

export async function readComplaint(ctx: Context, thread: Thread): Promise<ShownComplaint> {
  const [kept] = await ctx.db.read.select().from(complaints).where(eq(complaints.threadId, thread.id));
  return {
    reference: mayReadReference(ctx.actor, thread) ? (kept?.reference ?? null) : null,
    outcome: kept?.outcome ?? null,
    held: kept?.held ?? null,
    decisions: await decisionsOnComplaint(ctx.db.read, thread.id),
  };
}

function decisionsOnComplaint(db: Reader, threadId: number) {
  return db
    .select({
      id: complaintDecisions.id,
      outcome: complaintDecisions.outcome,
      clause: complaintDecisions.clause,
      reason: complaintDecisions.reason,
      createdAt: complaintDecisions.createdAt,
      decider: { displayName: users.displayName, deletedAt: users.deletedAt },
    })
    .from(complaintDecisions)
    .innerJoin(users, eq(users.id, complaintDecisions.deciderId))
    .where(eq(complaintDecisions.threadId, threadId))
    .orderBy(asc(complaintDecisions.id));
}
