import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Reader, Tx } from '#db/client.ts';
import type { posts } from '#db/schema/forum.ts';
import { follows, revisions, type ThreadKind, threads, threadTags } from '#db/schema/forum.ts';
import { type Actor, type Context, requireActor, requireVerified } from '#src/accounts/context.ts';
import { can, requireAbility } from '#src/accounts/roles.ts';
import { findArticle, findProduct, findTopic } from '#src/catalog/catalog.ts';
import { newId } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { indexThread } from '#src/search/threads/threads.ts';
import { type Addressed, slugOf } from './address.ts';
import { keepReference, readReference, replyPromise } from './complaints.ts';
import type { Asked, Edited } from './forms.ts';
import { livingThread, type Thread } from './living.ts';
import { writeConsent } from './stories.ts';
import { admit, render, sameWordsMs } from './writing.ts';

/**
 * Begins a thread of a kind in the language of the page; its author follows it. The same form sent
 * again gives the thread that it made. A complaint is promised a reply, a story shown only with consent.
 *
 * Throws Refusal `signed_out`, `email_unverified`, `same_words` for what the asker asked within
 * five minutes, `too_many_links`, `too_often`.
 */
export async function ask(ctx: Context, question: Asked, kind: ThreadKind = 'question'): Promise<Addressed> {
  const actor = requireVerified(ctx);
  const made = await madeByForm(ctx.db.read, actor, question);
  if (made) return made;
  const rendered = render(ctx, 'question', question.body);
  await admit(ctx, actor, 'question', rendered);
  return ctx.db.write(async (tx) => {
    const madeMeanwhile = await madeByForm(tx, actor, question);
    if (madeMeanwhile) return madeMeanwhile;
    await refuseSameWords(tx, actor, question, ctx.now);
    const thread = {
      ...rendered,
      ...placeOf(ctx, question),
      ...{ kind, aim: question.aim ?? null },
      ideaStatus: kind === 'idea' ? ('new' as const) : null,
      promisedAt: kind === 'complaint' ? replyPromise(ctx) : null,
      article: findArticle(ctx.catalog, question.article ?? '')?.slug ?? null,
      locale: ctx.locale,
      title: question.title,
      slug: slugOf(question.title),
      authorId: actor.id,
      createdAt: ctx.now,
      activeAt: ctx.now,
      submission: await freeSubmission(tx, threads, actor, question.submission),
    };
    const [written] = await tx.insert(threads).values(thread).returning({ id: threads.id });
    if (!written) throw new Error('The thread was not written.');
    await tx.insert(follows).values({ threadId: written.id, userId: actor.id, createdAt: ctx.now });
    await writeTags(tx, written.id, question.tags);
    if (kind === 'complaint') await keepReference(tx, written.id, question.reference);
    if (kind === 'story' && question.consent) await writeConsent(tx, written.id, true, ctx.now);
    await indexThread(tx, written.id);
    return { id: written.id, slug: thread.slug };
  });
}

/** The asker, and who may edit any post, while the question may be changed. */
export function mayEditThread(actor: Actor | null, thread: Pick<Thread, 'authorId' | 'lockedAt'>): boolean {
  return can(actor, 'edit any post') || (actor?.id === thread.authorId && thread.lockedAt === null);
}

/** A thread for who may change it. Throws Refusal as `editThread` does. */
export async function threadToEdit(
  ctx: Context,
  id: number,
): Promise<{ thread: Thread; tags: string[]; reference: string | null }> {
  const actor = requireActor(ctx);
  const thread = await livingThread(ctx.db.read, id);
  refuseEdit(actor, thread);
  const tags = await ctx.db.read
    .select({ tag: threadTags.tag })
    .from(threadTags)
    .where(eq(threadTags.threadId, id));
  const reference = thread.kind === 'complaint' ? await readReference(ctx, thread) : null;
  return { thread, tags: tags.map(({ tag }) => tag), reference };
}

/**
 * Changes the words of a thread; its earlier wording stays in the history, but for a reference.
 * Throws Refusal `not_found`, `not_allowed`, `thread_locked` for the asker of a locked one.
 */
export async function editThread(ctx: Context, id: number, question: Edited): Promise<Addressed> {
  const actor = requireActor(ctx);
  const rendered = render(ctx, 'question', question.body);
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, id);
    refuseEdit(actor, thread);
    const slug = slugOf(question.title);
    const aim = thread.aim === null ? null : (question.aim ?? thread.aim);
    const reworded = thread.title !== question.title || thread.body !== question.body || thread.aim !== aim;
    if (reworded)
      await tx.insert(revisions).values({
        threadId: id,
        title: thread.title,
        body: thread.body,
        html: thread.html,
        aim: thread.aim,
        editorId: actor.id,
        createdAt: ctx.now,
      });
    await tx
      .update(threads)
      .set({
        ...placeOf(ctx, question),
        ...(reworded ? { ...rendered, title: question.title, slug, aim, editedAt: ctx.now } : {}),
      })
      .where(eq(threads.id, id));
    await tx.delete(threadTags).where(eq(threadTags.threadId, id));
    await writeTags(tx, id, question.tags);
    if (thread.kind === 'complaint') await keepReference(tx, id, question.reference);
    await indexThread(tx, id);
    return { id, slug: reworded ? slug : thread.slug };
  });
}

/**
 * Takes a thread away: its author as long as nobody else replied or decided on it, or who may edit any post.
 * Throws Refusal `not_found`, `not_allowed`, `has_answers`, `thread_locked`.
 */
export async function deleteThread(ctx: Context, id: number): Promise<void> {
  const actor = requireActor(ctx);
  await ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, id);
    refuseEdit(actor, thread);
    if ((thread.answerCount > 0 || isDecided(thread)) && !can(actor, 'edit any post'))
      throw new Refusal('has_answers');
    await tx.update(threads).set({ deletedAt: ctx.now }).where(eq(threads.id, id));
    await indexThread(tx, id);
  });
}

/** Whether the maker has said where an idea stands or how a complaint ended. */
const isDecided = ({ ideaStatus, repliedAt }: Thread): boolean =>
  (ideaStatus !== null && ideaStatus !== 'new') || repliedAt !== null;

/** Closes a thread to replies and changes, or opens it again. Throws Refusal `not_found`, `not_allowed`. */
export async function lockThread(ctx: Context, id: number, locked: boolean): Promise<Addressed> {
  requireAbility(ctx, 'lock any thread');
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, id);
    await tx
      .update(threads)
      .set({ lockedAt: locked ? (thread.lockedAt ?? ctx.now) : null })
      .where(eq(threads.id, id));
    return thread;
  });
}

/** A submission that no other words of the author's carry: a form gone back to and filled anew is a new post. */
export async function freeSubmission(
  tx: Tx,
  table: typeof threads | typeof posts,
  { id }: Actor,
  submission: string,
): Promise<string> {
  const used = await tx.$count(table, and(eq(table.authorId, id), eq(table.submission, submission)));
  return used > 0 ? newId() : submission;
}

/** The thread that this very form, with these words, has made already. */
async function madeByForm(db: Reader, { id }: Actor, question: Asked): Promise<Addressed | undefined> {
  const [made] = await db
    .select({ id: threads.id, slug: threads.slug })
    .from(threads)
    .where(
      and(
        eq(threads.authorId, id),
        eq(threads.submission, question.submission),
        eq(threads.title, question.title),
        eq(threads.body, question.body),
        isNull(threads.deletedAt),
      ),
    );
  return made;
}

async function refuseSameWords(tx: Tx, actor: Actor, question: Asked, now: number): Promise<void> {
  const same = await tx.$count(
    threads,
    and(
      eq(threads.authorId, actor.id),
      gt(threads.createdAt, now - sameWordsMs),
      eq(threads.title, question.title),
      eq(threads.body, question.body),
      isNull(threads.deletedAt),
    ),
  );
  if (same > 0) throw new Refusal('same_words');
}

function refuseEdit(actor: Actor, thread: Thread): void {
  if (mayEditThread(actor, thread)) return;
  throw new Refusal(actor.id === thread.authorId ? 'thread_locked' : 'not_allowed');
}

/** Product and topic as the catalog knows them; what it does not know counts as not said. */
function placeOf({ catalog }: Context, { product, topic }: Pick<Asked, 'product' | 'topic'>) {
  return {
    product: findProduct(catalog, product)?.slug ?? null,
    topic: findTopic(catalog, topic)?.slug ?? null,
  };
}

async function writeTags(tx: Tx, threadId: number, tags: readonly string[] = []): Promise<void> {
  if (tags.length > 0) await tx.insert(threadTags).values(tags.map((tag) => ({ threadId, tag })));
}
