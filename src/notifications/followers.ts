import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { follows, type ThreadKind } from '#db/schema/forum.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { writeLetter } from '#src/letters/outbox.ts';

/** A reply, as its letter tells of it. */
export interface NewReply {
  postId: number;
  threadId: number;
  kind: ThreadKind;
  title: string;
  askerId: string;
  authorId: string;
  author: string;
  /** Plain text. */
  excerpt: string;
  /** Where it stands, for a reader of that language. */
  path: (locale: Locale) => string;
}

/** Writes to everybody who follows a thread, but its author, that somebody replied; each in their language. */
export async function tellFollowers(tx: Tx, reply: NewReply, now: number): Promise<void> {
  const followers = await tx
    .select({ userId: users.id, email: users.email, locale: users.locale, name: users.displayName })
    .from(follows)
    .innerJoin(users, eq(users.id, follows.userId))
    .where(and(eq(follows.threadId, reply.threadId), ne(users.id, reply.authorId), reachable()));
  for (const { userId, email, locale, name } of followers)
    if (email)
      await writeLetter(
        tx,
        'reply',
        `reply:${reply.postId}`,
        { userId, email, locale },
        {
          name,
          author: reply.author,
          title: reply.title,
          excerpt: reply.excerpt,
          link: reply.path(locale),
          threadId: String(reply.threadId),
          kind: reply.kind,
          asker: userId === reply.askerId ? 'yes' : 'no',
        },
        now,
      );
}

/** A reply that solved a question. */
export interface NewSolution {
  postId: number;
  threadId: number;
  title: string;
  authorId: string;
  path: (locale: Locale) => string;
}

/** Writes to the author of a reply that it was accepted; once, however often it is. */
export async function tellSolver(tx: Tx, solution: NewSolution, now: number): Promise<void> {
  const [author] = await tx
    .select({ userId: users.id, email: users.email, locale: users.locale, name: users.displayName })
    .from(users)
    .where(and(eq(users.id, solution.authorId), reachable()));
  if (!author?.email) return;
  const { userId, email, locale, name } = author;
  await writeLetter(
    tx,
    'solution',
    `solution:${solution.postId}`,
    { userId, email, locale },
    { name, title: solution.title, link: solution.path(locale), threadId: String(solution.threadId) },
    now,
  );
}

/** Only a confirmed address of a living account gets letters. */
export const reachable = () =>
  and(isNotNull(users.email), isNotNull(users.emailVerifiedAt), isNull(users.deletedAt));
