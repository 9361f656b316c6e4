import { and, asc, eq, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import { letters } from '#db/schema/letters.ts';
import type { Instance } from '#src/accounts/context.ts';
import { composeLetter } from './compose.ts';
import { stopPath } from './stop-link.ts';
import type { Transport } from './transport.ts';

type Row = typeof letters.$inferSelect;

const minute = 60_000;
/** How long after each failed try the next one comes; after the last the letter is given up. */
const waits = [minute, 5 * minute, 30 * minute, 2 * 60 * minute, 12 * 60 * minute, 24 * 60 * minute];
/** A claim older than this was left by a process that died: longer than any sending takes. */
const claimMs = 2 * minute;

/** Sends every letter that is due, until `signal` aborts; returns how many were sent. */
export async function sendDueLetters(
  instance: Instance,
  transport: Transport,
  now: () => number,
  signal?: AbortSignal,
): Promise<number> {
  let sent = 0;
  while (!signal?.aborted) {
    const letter = await claimNext(instance, now());
    if (!letter) break;
    if (await deliver(instance, transport, letter, now)) sent += 1;
  }
  return sent;
}

/** Takes the oldest letter that is due, so that no other process sends it too. */
async function claimNext({ db }: Instance, now: number): Promise<Row | undefined> {
  const unclaimed = or(isNull(letters.claimedAt), lt(letters.claimedAt, now - claimMs));
  const waiting = and(isNull(letters.sentAt), isNull(letters.failedAt), lte(letters.dueAt, now), unclaimed);
  const due = db.read
    .select({ id: letters.id })
    .from(letters)
    .where(waiting)
    .orderBy(asc(letters.dueAt), asc(letters.id))
    .limit(1);
  if ((await due).length === 0) return undefined;
  return db.write(async (tx) => {
    const next = tx
      .select({ id: letters.id })
      .from(letters)
      .where(waiting)
      .orderBy(asc(letters.dueAt), asc(letters.id))
      .limit(1);
    const [claimed] = await tx
      .update(letters)
      .set({ claimedAt: now })
      .where(inArray(letters.id, next))
      .returning();
    return claimed;
  });
}

async function deliver(
  instance: Instance,
  transport: Transport,
  letter: Row,
  now: () => number,
): Promise<boolean> {
  const { settings, catalog, secret, log, db } = instance;
  try {
    const stop = stopPath(secret, letter);
    const { subject, text, html } = composeLetter(letter, catalog.site, settings.publicUrl, stop);
    await transport.send(fileName(letter), {
      from: settings.mailFrom,
      to: letter.email,
      subject,
      text,
      html,
      date: new Date(letter.createdAt),
      messageId: `<${letter.messageId}@${new URL(settings.publicUrl).hostname}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'Content-Language': letter.locale,
        ...stopHeaders(settings.publicUrl, stop),
      },
    });
  } catch (error) {
    log.warn(
      { letter: letter.id, kind: letter.kind, attempt: letter.attempts + 1, code: codeOf(error) },
      'letter not sent',
    );
    await db.write((tx) =>
      tx
        .update(letters)
        .set(afterFailure(letter, error, now()))
        .where(eq(letters.id, letter.id)),
    );
    return false;
  }
  // The words are no longer needed, and links in them are secrets.
  await db.write((tx) =>
    tx
      .update(letters)
      .set({ sentAt: now(), attempts: letter.attempts + 1, data: {}, error: null })
      .where(eq(letters.id, letter.id)),
  );
  log.info({ letter: letter.id, kind: letter.kind }, 'letter sent');
  return true;
}

/** RFC 2369 and, for the one click, RFC 8058. */
function stopHeaders(publicUrl: string, stop: string | null): Record<string, string> {
  if (!stop) return {};
  return {
    'List-Unsubscribe': `<${publicUrl}${stop}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function afterFailure(letter: Row, error: unknown, now: number): Partial<Row> {
  const attempts = letter.attempts + 1;
  const wait = isPermanent(error) ? undefined : waits[letter.attempts];
  const failed = { attempts, claimedAt: null, error: codeOf(error) };
  return wait === undefined ? { ...failed, failedAt: now, data: {} } : { ...failed, dueAt: now + wait };
}

/** The mail server says that this recipient will never take it (RFC 5321, 4.2.1). */
function isPermanent(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  return command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500;
}

/** A word for the log and the table: never the server's sentence, which may repeat the address. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return [code, responseCode].filter(Boolean).join(' ') || (error instanceof Error ? error.name : 'unknown');
}

const fileName = (letter: Row) =>
  `${new Date(letter.createdAt).toISOString().replace(/[:.]/g, '-')}-${String(letter.id).padStart(8, '0')}`;
