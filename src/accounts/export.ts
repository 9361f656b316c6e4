import { and, asc, eq, getTableColumns, gt, isNull } from 'drizzle-orm';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { sessions, users } from '#db/schema/accounts.ts';
import {
  complaintDecisions,
  complaints,
  follows,
  ideaDecisions,
  meToos,
  posts,
  revisions,
  storyConsents,
  threads,
  threadTags,
  votes,
} from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import { letterWishes, ownedProducts, receipts, told } from '#db/schema/owned.ts';
import { type Context, requireActor } from './context.ts';
import { voterOf } from './deletion.ts';

/** Rows read at once; in between, others get their turn. */
const batch = 500;

/** Everything kept about the actor: JSON, with dates in ISO 8601. Throws Refusal `signed_out`, `too_often`. */
export async function takeOut(ctx: Context): Promise<string> {
  const { id } = requireActor(ctx);
  await ctx.limits.spend('data account', id);
  const data = {
    takenOutAt: ctx.now,
    account: await accountOf(ctx, id),
    sessions: await sessionsOf(ctx, id),
    threads: await threadsOf(ctx, id),
    posts: await postsOf(ctx, id),
    earlierWordings: await revisionsOf(ctx, id),
    ...(await marksOf(ctx, id)),
    ...(await decisionsOf(ctx, id)),
    letters: await lettersOf(ctx, id),
    ...(await ownedBy(ctx, id)),
  };
  return JSON.stringify(
    data,
    (key, value: unknown) =>
      typeof value === 'number' && key.endsWith('At') ? new Date(value).toISOString() : value,
    2,
  );
}

async function accountOf({ db }: Context, id: string) {
  const { name, displayName, email, emailVerifiedAt, role, locale, about, createdAt } = users;
  const [account] = await db.read
    .select({ name, displayName, email, emailVerifiedAt, role, locale, about, createdAt })
    .from(users)
    .where(eq(users.id, id));
  return account;
}

function sessionsOf({ db }: Context, userId: string) {
  const { device, createdAt, lastSeenAt } = sessions;
  return db.read.select({ device, createdAt, lastSeenAt }).from(sessions).where(eq(sessions.userId, userId));
}

async function threadsOf({ db }: Context, userId: string) {
  const { id, kind, locale, product, topic, article, title, body, aim, createdAt, editedAt, deletedAt } =
    threads;
  const { reference, held, heldAt } = complaints;
  const complaint = { reference, held, heldAt };
  const rows = await inBatches((after) =>
    db.read
      .select({
        ...{ id, kind, locale, product, topic, article, title, body, aim, createdAt, editedAt, deletedAt },
        ...{ shownAt: threads.shownAt, ...complaint },
      })
      .from(threads)
      .leftJoin(complaints, eq(complaints.threadId, threads.id))
      .where(and(eq(threads.authorId, userId), gt(threads.id, after)))
      .orderBy(asc(threads.id))
      .limit(batch),
  );
  const tags = await db.read
    .select({ threadId: threadTags.threadId, tag: threadTags.tag })
    .from(threadTags)
    .innerJoin(threads, eq(threads.id, threadTags.threadId))
    .where(eq(threads.authorId, userId));
  const consents = await db.read
    .select({
      threadId: storyConsents.threadId,
      answer: storyConsents.answer,
      saidAt: storyConsents.createdAt,
    })
    .from(storyConsents)
    .innerJoin(threads, eq(threads.id, storyConsents.threadId))
    .where(eq(threads.authorId, userId));
  const consentsOf = Map.groupBy(consents, ({ threadId }) => threadId);
  const tagsOf = Map.groupBy(tags, ({ threadId }) => threadId);
  return rows.map((row) => ({
    ...row,
    tags: tagsOf.get(row.id)?.map(({ tag }) => tag) ?? [],
    consents: consentsOf.get(row.id)?.map(({ answer, saidAt }) => ({ answer, saidAt })) ?? [],
  }));
}

function postsOf({ db }: Context, userId: string) {
  const { id, threadId, body, officialAt, createdAt, editedAt, deletedAt } = posts;
  return inBatches((after) =>
    db.read
      .select({ id, threadId, body, officialAt, createdAt, editedAt, deletedAt })
      .from(posts)
      .where(and(eq(posts.authorId, userId), gt(posts.id, after)))
      .orderBy(asc(posts.id))
      .limit(batch),
  );
}

/** What they wrote before they changed it: wordings of their own threads and posts. */
async function revisionsOf({ db }: Context, userId: string) {
  const { id, threadId, postId, title, body, aim, createdAt } = revisions;
  const wording = { id, threadId, postId, title, body, aim, replacedAt: createdAt };
  const ofThreads = await db.read
    .select(wording)
    .from(revisions)
    .innerJoin(threads, eq(threads.id, threadId))
    .where(and(eq(threads.authorId, userId), isNull(postId)));
  const ofPosts = await db.read
    .select(wording)
    .from(revisions)
    .innerJoin(posts, eq(posts.id, postId))
    .where(eq(posts.authorId, userId));
  return [...ofThreads, ...ofPosts];
}

/** Where they clicked: votes, "me too", follows. */
async function marksOf({ db }: Context, userId: string) {
  return {
    votes: await db.read
      .select({ postId: votes.postId, createdAt: votes.createdAt })
      .from(votes)
      .where(eq(votes.userId, userId)),
    meToos: await db.read
      .select({ threadId: meToos.threadId, createdAt: meToos.createdAt })
      .from(meToos)
      .where(eq(meToos.voter, voterOf(userId))),
    follows: await db.read
      .select({ threadId: follows.threadId, createdAt: follows.createdAt })
      .from(follows)
      .where(eq(follows.userId, userId)),
  };
}

/** What they said for the maker about ideas and complaints. */
async function decisionsOf({ db }: Context, userId: string) {
  const { status, reason, createdAt } = ideaDecisions;
  return {
    ideaDecisions: await db.read
      .select({ threadId: ideaDecisions.threadId, status, reason, createdAt })
      .from(ideaDecisions)
      .where(eq(ideaDecisions.deciderId, userId)),
    complaintDecisions: await db.read
      .select({
        threadId: complaintDecisions.threadId,
        ...{ outcome: complaintDecisions.outcome, clause: complaintDecisions.clause },
        ...{ reason: complaintDecisions.reason, createdAt: complaintDecisions.createdAt },
      })
      .from(complaintDecisions)
      .where(eq(complaintDecisions.deciderId, userId)),
  };
}

/** Which letters they were sent; what those said is not kept. */
function lettersOf({ db }: Context, userId: string) {
  const { kind, email, locale, createdAt, sentAt, failedAt } = letters;
  return db.read
    .select({ kind, email, locale, createdAt, sentAt, failedAt })
    .from(letters)
    .where(eq(letters.userId, userId));
}

/** The things they own, each with its receipt in base 64, and what they asked to be told and were. */
async function ownedBy({ db }: Context, userId: string) {
  const { userId: _, submission: __, ...thing } = getTableColumns(ownedProducts);
  const rows = await db.read.select(thing).from(ownedProducts).where(eq(ownedProducts.userId, userId));
  const things = [];
  for (const row of rows) {
    const [receipt] = await db.read.select().from(receipts).where(eq(receipts.ownedId, row.id));
    const { type, data, createdAt } = receipt ?? {};
    things.push({ ...row, receipt: data ? { type, createdAt, base64: data.toString('base64') } : null });
    await othersTurn();
  }
  return {
    things,
    wishedLetters: await db.read
      .select({ kind: letterWishes.kind, createdAt: letterWishes.createdAt })
      .from(letterWishes)
      .where(eq(letterWishes.userId, userId)),
    told: await db.read
      .select({ event: told.event, toldAt: told.toldAt })
      .from(told)
      .where(eq(told.userId, userId)),
  };
}

async function inBatches<Row extends { id: number }>(
  read: (after: number) => Promise<Row[]>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (let rows = await read(0); rows.length > 0; rows = await read(rows.at(-1)?.id ?? 0)) {
    all.push(...rows);
    await othersTurn();
  }
  return all;
}
