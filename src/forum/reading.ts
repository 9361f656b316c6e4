import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Reader } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import {
  follows,
  meToos,
  posts,
  revisions,
  solutions,
  threads,
  threadTags,
  votes,
} from '#db/schema/forum.ts';
import type { Actor, Context } from '#src/accounts/context.ts';
import { can } from '#src/accounts/roles.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { postsPerPage } from './address.ts';
import { readComplaint, type ShownComplaint } from './complaints.ts';
import { decisionsOnIdea } from './ideas.ts';
import { livingThread, type Thread } from './living.ts';
import { voterOf } from './me-too.ts';

const author = {
  id: users.id,
  name: users.name,
  displayName: users.displayName,
  role: users.role,
  deletedAt: users.deletedAt,
};
/** Whoever wrote something, as others see them. */
export type Author = Pick<typeof users.$inferSelect, keyof typeof author>;

const post = {
  id: posts.id,
  threadId: posts.threadId,
  authorId: posts.authorId,
  html: posts.html,
  officialAt: posts.officialAt,
  createdAt: posts.createdAt,
  editedAt: posts.editedAt,
  deletedAt: posts.deletedAt,
  voteCount: posts.voteCount,
  submission: posts.submission,
};
export type ShownPost = Pick<typeof posts.$inferSelect, keyof typeof post> & { author: Author };

/** A reply that was accepted, and by whom and when. */
export interface ShownSolution {
  post: ShownPost;
  acceptedBy: Pick<Author, 'id' | 'displayName' | 'deletedAt'>;
  acceptedAt: number;
}

/** A thread as one person sees it. */
export interface ShownThread {
  thread: Thread;
  author: Author;
  tags: string[];
  posts: ShownPost[];
  solutions: ShownSolution[];
  page: number;
  hasNextPage: boolean;
  /** What was said about an idea, the first first. */
  idea: Awaited<ReturnType<typeof decisionsOnIdea>> | undefined;
  complaint: ShownComplaint | undefined;
  /** What the actor has done here already; nothing for visitors: their page is everybody's. */
  mine: { votes: Set<number>; follows: boolean; meToo: boolean };
}

/**
 * Reads one page of a thread, from 1. Throws Refusal `not_found` for a page without replies beyond
 * the first, and for a deleted thread unless the actor may edit any post.
 */
export async function readThread(ctx: Context, id: number, page = 1): Promise<ShownThread> {
  const db = ctx.db.read;
  const [found] = await db
    .select({ thread: threads, author })
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(eq(threads.id, id));
  if (!found || (found.thread.deletedAt !== null && !can(ctx.actor, 'edit any post')))
    throw new Refusal('not_found');
  const [replies, accepted, tags] = await Promise.all([
    postsOfPage(db, id, page),
    solutionsOf(db, id),
    db.select({ tag: threadTags.tag }).from(threadTags).where(eq(threadTags.threadId, id)),
  ]);
  const { thread } = found;
  if (page > 1 && replies.length === 0) throw new Refusal('not_found');
  return {
    ...found,
    tags: tags.map(({ tag }) => tag),
    posts: replies.slice(0, postsPerPage),
    solutions: accepted,
    page,
    hasNextPage: replies.length > postsPerPage,
    idea: thread.kind === 'idea' ? await decisionsOnIdea(db, id) : undefined,
    complaint: thread.kind === 'complaint' ? await readComplaint(ctx, thread) : undefined,
    mine: ctx.actor
      ? await doneBy(ctx, ctx.actor, id, replies)
      : { votes: new Set(), follows: false, meToo: false },
  };
}

async function postsOfPage(db: Reader, threadId: number, page: number): Promise<ShownPost[]> {
  return db
    .select({ ...post, author })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(eq(posts.threadId, threadId))
    .orderBy(asc(posts.id))
    .limit(postsPerPage + 1)
    .offset((page - 1) * postsPerPage);
}

async function solutionsOf(db: Reader, threadId: number): Promise<ShownSolution[]> {
  const accepter = alias(users, 'accepter');
  const rows = await db
    .select({
      post,
      author,
      acceptedBy: { id: accepter.id, displayName: accepter.displayName, deletedAt: accepter.deletedAt },
      acceptedAt: solutions.createdAt,
    })
    .from(solutions)
    .innerJoin(posts, eq(posts.id, solutions.postId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .innerJoin(accepter, eq(accepter.id, solutions.acceptedBy))
    .where(eq(solutions.threadId, threadId))
    .orderBy(asc(solutions.createdAt), asc(solutions.postId));
  return rows.map(({ post, author, ...acceptance }) => ({ post: { ...post, author }, ...acceptance }));
}

async function doneBy(
  ctx: Context,
  actor: Actor,
  threadId: number,
  shownPosts: readonly ShownPost[],
): Promise<ShownThread['mine']> {
  const db = ctx.db.read;
  const [voted, followed, counted] = await Promise.all([
    db
      .select({ postId: votes.postId })
      .from(votes)
      .where(
        and(
          eq(votes.userId, actor.id),
          inArray(
            votes.postId,
            shownPosts.map(({ id }) => id),
          ),
        ),
      ),
    db.$count(follows, and(eq(follows.threadId, threadId), eq(follows.userId, actor.id))),
    db.$count(meToos, and(eq(meToos.threadId, threadId), eq(meToos.voter, voterOf(ctx)))),
  ]);
  return {
    votes: new Set(voted.map(({ postId }) => postId)),
    follows: followed > 0,
    meToo: counted > 0,
  };
}

/** The earlier wordings of a question (`postId` null) or of a reply, the latest replaced first. */
export interface Changed {
  postId: number | null;
  author: Author;
  revisions: { title: string | null; html: string; aim: string | null; replacedAt: number; editor: Author }[];
}

const mostRevisions = 200;

/** What was edited in a thread, the question first. Throws Refusal `not_found`. */
export async function readHistory(
  ctx: Context,
  threadId: number,
): Promise<{ thread: Thread; changed: Changed[] }> {
  const thread = await livingThread(ctx.db.read, threadId);
  const writer = alias(users, 'writer');
  const rows = await ctx.db.read
    .select({
      postId: revisions.postId,
      author: {
        id: writer.id,
        name: writer.name,
        displayName: writer.displayName,
        role: writer.role,
        deletedAt: writer.deletedAt,
      },
      title: revisions.title,
      html: revisions.html,
      aim: revisions.aim,
      replacedAt: revisions.createdAt,
      editor: author,
    })
    .from(revisions)
    .leftJoin(posts, eq(posts.id, revisions.postId))
    .innerJoin(users, eq(users.id, revisions.editorId))
    .innerJoin(writer, eq(writer.id, sql`coalesce(${posts.authorId}, ${thread.authorId})`))
    .where(eq(revisions.threadId, threadId))
    .orderBy(asc(revisions.postId), desc(revisions.id))
    .limit(mostRevisions);
  const changed = new Map<number | null, Changed>();
  for (const { postId, author, ...revision } of rows) {
    const of = changed.get(postId) ?? { postId, author, revisions: [] };
    of.revisions.push(revision);
    changed.set(postId, of);
  }
  return { thread, changed: [...changed.values()] };
}
