import { and, eq, isNotNull, isNull, lte, notExists, or } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { rateLimits, users } from '#db/schema/accounts.ts';
import { posts, threads } from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import type { Instance } from './context.ts';
import { sweepSessions } from './sessions.ts';
import { sweepTokens } from './tokens.ts';

const day = 86_400_000;
/** An account whose address nobody confirms goes after this long: it may be a stranger's. */
const unconfirmedMs = 30 * day;
/** How long it is kept that a letter was sent. */
const letterMs = 90 * day;

/**
 * Removes what is over: sessions, one-time links, counters, accounts that were never confirmed, and
 * the record of old letters. To be called now and then; doing it twice is no fault.
 */
export async function sweepAccounts({ db }: Pick<Instance, 'db'>, now: number): Promise<void> {
  await db.write((tx) => sweepSessions(tx, now));
  await db.write((tx) => sweepTokens(tx, now));
  await db.write((tx) => tx.delete(rateLimits).where(lte(rateLimits.expire, new Date(now))));
  await db.write((tx) => sweepUnconfirmed(tx, now));
  await db.write((tx) => sweepLetters(tx, now));
}

async function sweepUnconfirmed(tx: Tx, now: number): Promise<void> {
  const threadsOf = tx.select({ id: threads.id }).from(threads).where(eq(threads.authorId, users.id));
  const postsOf = tx.select({ id: posts.id }).from(posts).where(eq(posts.authorId, users.id));
  await tx
    .delete(users)
    .where(
      and(
        isNull(users.emailVerifiedAt),
        isNull(users.deletedAt),
        lte(users.createdAt, now - unconfirmedMs),
        notExists(threadsOf),
        notExists(postsOf),
      ),
    );
}

async function sweepLetters(tx: Tx, now: number): Promise<void> {
  await tx
    .delete(letters)
    .where(
      and(or(isNotNull(letters.sentAt), isNotNull(letters.failedAt)), lte(letters.createdAt, now - letterMs)),
    );
}
