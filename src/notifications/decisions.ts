import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { type ComplaintOutcome, follows, type IdeaStatus } from '#db/schema/forum.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { writeLetter } from '#src/letters/outbox.ts';

interface Decided {
  id: number;
  decisionId: number;
  title: string;
  authorId: string;
  /** Plain text; may be empty. */
  reason: string;
  path: (locale: Locale) => string;
}

/** Writes to everybody who follows an idea, but to who decided, where it stands now; each in their language. */
export async function tellOfIdea(
  tx: Tx,
  idea: Decided & { status: Exclude<IdeaStatus, 'new'>; deciderId: string },
  now: number,
): Promise<void> {
  for (const { name, ...to } of await followersOf(tx, idea.id, ne(users.id, idea.deciderId)))
    await writeLetter(
      tx,
      'idea_status',
      `idea:${idea.decisionId}`,
      to,
      {
        ...{ name, title: idea.title, status: idea.status, reason: idea.reason },
        ...{ link: idea.path(to.locale), threadId: String(idea.id) },
        own: to.userId === idea.authorId ? 'yes' : 'no',
      },
      now,
    );
}

/** Writes to who complained, unless they want no letters about it, how it ended. */
export async function tellOfOutcome(
  tx: Tx,
  complaint: Decided & { outcome: ComplaintOutcome; clause: (locale: Locale) => string | null },
  now: number,
): Promise<void> {
  for (const { name, ...to } of await followersOf(tx, complaint.id, eq(users.id, complaint.authorId)))
    await writeLetter(
      tx,
      'complaint_outcome',
      `outcome:${complaint.decisionId}`,
      to,
      {
        ...{ name, title: complaint.title, outcome: complaint.outcome, reason: complaint.reason },
        ...{ clause: complaint.clause(to.locale) ?? '', link: complaint.path(to.locale) },
        threadId: String(complaint.id),
      },
      now,
    );
}

/** Those of who follows a thread whom a letter reaches. */
async function followersOf(tx: Tx, threadId: number, which: ReturnType<typeof eq>) {
  const followers = await tx
    .select({ userId: users.id, email: users.email, locale: users.locale, name: users.displayName })
    .from(follows)
    .innerJoin(users, eq(users.id, follows.userId))
    .where(
      and(
        ...[eq(follows.threadId, threadId), which],
        ...[isNotNull(users.email), isNotNull(users.emailVerifiedAt), isNull(users.deletedAt)],
      ),
    );
  return followers.flatMap(({ email, ...one }) => (email === null ? [] : [{ ...one, email }]));
}
