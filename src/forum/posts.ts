import { and, eq, gt, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#db/client.ts';
import { follows, posts, revisions, threads } from '#db/schema/forum.ts';
import { type Actor, type Context, requireActor, requireVerified } from '#src/accounts/context.ts';
import { can, requireAbility } from '#src/accounts/roles.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { tellFollowers } from '#src/notifications/followers.ts';
import { indexPost } from '#src/search/threads/threads.ts';
import { postPath } from './address.ts';
import { answersComplaint, countFirstReply } from './complaints.ts';
import type { Reply } from './forms.ts';
import { livingPost, livingThread, type PlacedPost, type Post, rankOf, type Thread } from './living.ts';
import { excerptOf } from './markdown.ts';
import { removeSolution } from './solutions.ts';
import { freeSubmission } from './threads.ts';
import { admit, render, type Rendered, sameWordsMs } from './writing.ts';

const excerptLength = 280;

/**
 * Replies to a thread: counts, wakes it, follows it for the author, and writes to who follows it.
 * The same form sent again gives the reply that it made. To a complaint of somebody else's, the
 * maker's people reply officially, whether they say so or not: it is the reply that was promised.
 *
 * Throws Refusal `signed_out`, `email_unverified`, `not_found`, `thread_locked`, `not_allowed` for an
 * official reply by somebody who may not speak officially, `same_words` for what the author said
 * here within five minutes, `too_many_links`, `too_often`.
 */
export async function reply(ctx: Context, threadId: number, input: Reply): Promise<PlacedPost> {
  const actor = requireVerified(ctx);
  if (input.official) requireAbility(ctx, 'speak officially');
  const made = await madeByForm(ctx.db.read, actor, threadId, input);
  if (made) return made;
  await openThread(ctx.db.read, threadId);
  const rendered = render(ctx, 'reply', input.body);
  await admit(ctx, actor, 'reply', rendered);
  return ctx.db.write(async (tx) => {
    const madeMeanwhile = await madeByForm(tx, actor, threadId, input);
    if (madeMeanwhile) return madeMeanwhile;
    const thread = await openThread(tx, threadId);
    await refuseSameWords(tx, actor, threadId, input, ctx.now);
    const [written] = await tx
      .insert(posts)
      .values({
        ...rendered,
        threadId,
        authorId: actor.id,
        officialAt: input.official || answersComplaint(actor, thread) ? ctx.now : null,
        createdAt: ctx.now,
        submission: await freeSubmission(tx, posts, actor, input.submission),
      })
      .returning({ id: posts.id });
    if (!written) throw new Error('The reply was not written.');
    await countReply(tx, thread, actor.id, 1);
    if (thread.kind === 'complaint') await countFirstReply(tx, thread);
    await tx
      .update(threads)
      .set({ activeAt: sql`max(${threads.activeAt}, ${ctx.now})` })
      .where(eq(threads.id, threadId));
    await tx.insert(follows).values({ threadId, userId: actor.id, createdAt: ctx.now }).onConflictDoNothing();
    const placed = { thread, postId: written.id, rank: await rankOf(tx, threadId, written.id) };
    await tellOf(tx, ctx, actor, thread, placed, rendered);
    await indexPost(tx, written.id);
    return placed;
  });
}

/** The author, and who may edit any post, while the reply and its thread may be changed. */
export function mayEditPost(
  actor: Actor | null,
  post: Pick<Post, 'authorId' | 'deletedAt'>,
  thread: Pick<Thread, 'lockedAt'>,
): boolean {
  if (post.deletedAt !== null) return false;
  return can(actor, 'edit any post') || (actor?.id === post.authorId && thread.lockedAt === null);
}

/** A reply for who may change it, and its place. Throws Refusal as `editPost` does. */
export async function postToEdit(
  ctx: Context,
  postId: number,
): Promise<{ post: Post; thread: Thread; rank: number }> {
  const actor = requireActor(ctx);
  const { post, thread } = await livingPost(ctx.db.read, postId);
  refuseEdit(actor, post, thread);
  return { post, thread, rank: await rankOf(ctx.db.read, thread.id, postId) };
}

/**
 * Changes a reply; its earlier wording stays in the history.
 * Throws Refusal `not_found`, `not_allowed`, `thread_locked` for the author in a locked thread.
 */
export async function editPost(ctx: Context, postId: number, body: string): Promise<PlacedPost> {
  const actor = requireActor(ctx);
  const rendered = render(ctx, 'reply', body);
  return ctx.db.write(async (tx) => {
    const { post, thread } = await livingPost(tx, postId);
    refuseEdit(actor, post, thread);
    if (post.body !== body) {
      await tx.insert(revisions).values({
        threadId: thread.id,
        postId,
        body: post.body,
        html: post.html,
        editorId: actor.id,
        createdAt: ctx.now,
      });
      await tx
        .update(posts)
        .set({ ...rendered, editedAt: ctx.now })
        .where(eq(posts.id, postId));
      await indexPost(tx, postId);
    }
    return { thread, postId, rank: await rankOf(tx, thread.id, postId) };
  });
}

/**
 * Takes the words of a reply away, with their history; its place stays, and a solution is one no more.
 * Throws Refusal as `editPost` does.
 */
export async function deletePost(ctx: Context, postId: number): Promise<PlacedPost> {
  const actor = requireActor(ctx);
  return ctx.db.write(async (tx) => {
    const { post, thread } = await livingPost(tx, postId);
    refuseEdit(actor, post, thread);
    await tx.update(posts).set({ body: '', html: '', deletedAt: ctx.now }).where(eq(posts.id, postId));
    await tx.delete(revisions).where(and(eq(revisions.threadId, thread.id), eq(revisions.postId, postId)));
    await countReply(tx, thread, post.authorId, -1);
    if (thread.kind === 'complaint') await countFirstReply(tx, thread);
    await removeSolution(tx, thread.id, postId);
    await indexPost(tx, postId);
    return { thread, postId, rank: await rankOf(tx, thread.id, postId) };
  });
}

async function openThread(db: Reader, threadId: number): Promise<Thread> {
  const thread = await livingThread(db, threadId);
  if (thread.lockedAt !== null) throw new Refusal('thread_locked');
  return thread;
}

async function madeByForm(
  db: Reader,
  { id }: Actor,
  threadId: number,
  { submission, body }: Reply,
): Promise<PlacedPost | undefined> {
  const [made] = await db
    .select({ postId: posts.id, slug: threads.slug })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        eq(posts.authorId, id),
        eq(posts.submission, submission),
        eq(posts.threadId, threadId),
        eq(posts.body, body),
      ),
    );
  if (!made) return undefined;
  const { postId, slug } = made;
  return { thread: { id: threadId, slug }, postId, rank: await rankOf(db, threadId, postId) };
}

async function refuseSameWords(
  tx: Tx,
  actor: Actor,
  threadId: number,
  input: Reply,
  now: number,
): Promise<void> {
  const same = await tx.$count(
    posts,
    and(
      eq(posts.authorId, actor.id),
      gt(posts.createdAt, now - sameWordsMs),
      eq(posts.threadId, threadId),
      eq(posts.body, input.body),
    ),
  );
  if (same > 0) throw new Refusal('same_words');
}

async function countReply(tx: Tx, thread: Thread, authorId: string, change: 1 | -1): Promise<void> {
  const answers = authorId === thread.authorId ? 0 : change;
  await tx
    .update(threads)
    .set({
      postCount: sql`${threads.postCount} + ${change}`,
      answerCount: sql`${threads.answerCount} + ${answers}`,
    })
    .where(eq(threads.id, thread.id));
}

async function tellOf(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  thread: Thread,
  { postId, rank }: PlacedPost,
  { html }: Rendered,
): Promise<void> {
  const news = {
    postId,
    threadId: thread.id,
    title: thread.title,
    askerId: thread.authorId,
    authorId: actor.id,
    author: actor.displayName,
    kind: thread.kind,
    excerpt: excerptOf(html, excerptLength),
    path: (locale: Context['locale']) => postPath(locale, thread, postId, rank),
  };
  await tellFollowers(tx, news, ctx.now);
}

function refuseEdit(actor: Actor, post: Post, thread: Thread): void {
  if (mayEditPost(actor, post, thread)) return;
  throw new Refusal(actor.id === post.authorId ? 'thread_locked' : 'not_allowed');
}
