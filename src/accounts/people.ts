import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { posts, type ThreadKind, threads } from '#db/schema/forum.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Context } from './context.ts';

const doingsPerPage = 20;

/**
 * What everybody may know about somebody: never the address. Throws Refusal `not_found` for accounts
 * that are deleted or not confirmed.
 */
export async function publicPerson(ctx: Context, name: string) {
  const { id, displayName, role, about, createdAt } = users;
  const [person] = await ctx.db.read
    .select({ id, name: users.name, displayName, role, about, createdAt })
    .from(users)
    .where(and(eq(users.name, name), isNull(users.deletedAt), isNotNull(users.emailVerifiedAt)));
  if (!person) throw new Refusal('not_found');
  return person;
}

/** A thread somebody began (`postId` null) or a reply they gave. */
export interface Doing {
  threadId: number;
  kind: ThreadKind;
  slug: string;
  title: string;
  locale: Locale;
  postId: number | null;
  /** The how many-th of its thread the reply is, deleted ones counted. */
  rank: number;
  createdAt: number;
}

/** What somebody asked and replied, newest first, from before a moment; `older` is where the next page begins. */
export async function doingsOf(
  ctx: Context,
  userId: string,
  before = ctx.now + 1,
): Promise<{ doings: Doing[]; older: number | undefined }> {
  const { slug, title, locale, kind } = threads;
  const asked = await ctx.db.read
    .select({ threadId: threads.id, slug, title, locale, kind, createdAt: threads.createdAt })
    .from(threads)
    .where(and(eq(threads.authorId, userId), isNull(threads.deletedAt), lt(threads.createdAt, before)))
    .orderBy(desc(threads.createdAt))
    .limit(doingsPerPage + 1);
  const rank = sql<number>`(select count(*) from ${posts} as earlier where earlier.thread_id = ${posts.threadId} and earlier.id <= ${posts.id})`;
  const replied = await ctx.db.read
    .select({
      ...{ threadId: threads.id, slug, title, locale, kind },
      ...{ postId: posts.id, rank, createdAt: posts.createdAt },
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        eq(posts.authorId, userId),
        isNull(posts.deletedAt),
        isNull(threads.deletedAt),
        lt(posts.createdAt, before),
      ),
    )
    .orderBy(desc(posts.createdAt))
    .limit(doingsPerPage + 1);
  const all = [...asked.map((thread) => ({ ...thread, postId: null, rank: 0 })), ...replied].sort(
    (a, b) => b.createdAt - a.createdAt,
  );
  const doings = all.slice(0, doingsPerPage);
  return { doings, older: all.length > doingsPerPage ? doings.at(-1)?.createdAt : undefined };
}
