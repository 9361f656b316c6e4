import type { Tx } from '#db/client.ts';
import type { Role } from '#db/schema/accounts.ts';
import type { ComplaintOutcome, IdeaStatus, ThreadKind } from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { newId } from '#src/lib/ids.ts';

/** Which letters there are, and what each one says. Links are paths; the public address is put before them on sending. */
export interface LetterData {
  verify_email: { name: string; link: string };
  /** To the owner of an address that somebody used to sign up again. */
  already_signed_up: { name: string; link: string };
  reset_password: { name: string; link: string };
  /** To the new address. */
  change_email: { name: string; link: string };
  /** To the old address. */
  email_changed: { name: string };
  password_changed: { name: string; link: string };
  role_changed: { name: string; role: Role; link: string };
  account_deleted: { name: string };
  /** To the asker and to followers: somebody replied. `excerpt` is plain text. */
  reply: {
    name: string;
    author: string;
    title: string;
    excerpt: string;
    link: string;
    threadId: string;
    asker: 'yes' | 'no';
    /** Missing in letters that were written when every thread was a question. */
    kind?: ThreadKind;
  };
  /** To the author of a reply that was accepted. */
  solution: { name: string; title: string; link: string; threadId: string };
  /** To the author of an idea and to who follows it. `reason` is plain text, and may be empty. */
  idea_status: {
    name: string;
    title: string;
    status: Exclude<IdeaStatus, 'new'>;
    reason: string;
    link: string;
    threadId: string;
    own: 'yes' | 'no';
  };
  /** To who complained. `clause` is empty where none was named. */
  complaint_outcome: {
    name: string;
    title: string;
    outcome: ComplaintOutcome;
    clause: string;
    reason: string;
    link: string;
    threadId: string;
  };
  /** Asked for by owners: a warranty will end. Days are calendar days. `then` is when the other side ends, or empty. */
  warranty_ending: {
    name: string;
    thing: string;
    side: 'commercial' | 'statutory' | 'mandatory' | 'both';
    until: string;
    then: string;
    /** Parts that are covered longer, each with its last day, as text. */
    longer: string;
    link: string;
  };
  /** Tasks that are due, one a line. */
  maintenance_due: { name: string; thing: string; tasks: string; link: string };
  /** A recall or a known issue of a thing they own. */
  notice: {
    name: string;
    things: string;
    level: 'recall' | 'known-issue';
    title: string;
    summary: string;
    untranslated: 'yes' | 'no';
    link: string;
  };
}

export type LetterKind = keyof LetterData;

export interface Recipient {
  userId: string | null;
  email: string;
  locale: Locale;
}

/**
 * Puts a letter into the outbox, inside the writer's transaction: it is sent if, and only if, the
 * transaction commits. `event` names what happened, e.g. `reply:17`; a second letter to the same
 * address about the same event is not written.
 */
export async function writeLetter<Kind extends LetterKind>(
  tx: Tx,
  kind: Kind,
  event: string,
  to: Recipient,
  data: LetterData[Kind],
  now: number,
): Promise<void> {
  await tx
    .insert(letters)
    .values({ kind, event, ...to, data: { ...data }, messageId: newId(), createdAt: now, dueAt: now })
    .onConflictDoNothing();
}
