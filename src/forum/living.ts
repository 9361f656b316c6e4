import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { posts, type ThreadKind, threads } from '#db/schema/forum.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Addressed } from './address.ts';

export type Thread = typeof threads.$inferSelect;
export type Post = typeof posts.$inferSelect;

/** Where a reply stands. */
export interface PlacedPost {
  thread: Addressed;
  postId: number;
  /** Counts the replies of the thread up to this one. */
  rank: number;
}

/** A thread that has not been deleted. Throws Refusal `not_found`. */
export async function livingThread(db: Reader, id: number): Promise<Thread> {
  const [thread] = await db
    .select()
    .from(threads)
    .where(and(eq(threads.id, id), isNull(threads.deletedAt)));
  if (!thread) throw new Refusal('not_found');
  return thread;
}

/** Throws Refusal `wrong_kind` for a thread of another kind than these. */
export function requireKind({ kind }: Pick<Thread, 'kind'>, ...kinds: ThreadKind[]): void {
  if (!kinds.includes(kind)) throw new Refusal('wrong_kind');
}

/** A reply that has not been deleted, in a thread that has not. Throws Refusal `not_found`. */
export async function livingPost(db: Reader, postId: number): Promise<{ post: Post; thread: Thread }> {
  const [post] = await db.select().from(posts).where(eq(posts.id, postId));
  if (!post || post.deletedAt !== null) throw new Refusal('not_found');
  return { post, thread: await livingThread(db, post.threadId) };
}

/** How many replies of the thread stand up to this one, deleted ones among them: they keep their place. */
export async function rankOf(db: Reader, threadId: number, postId: number): Promise<number> {
  return db.$count(posts, and(eq(posts.threadId, threadId), lte(posts.id, postId)));
}
