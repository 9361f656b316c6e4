import { timingSafeEqual } from 'node:crypto';
import type { letters } from '#db/schema/letters.ts';
import { keyed } from '#src/lib/ids.ts';

type Row = typeof letters.$inferSelect;

/** What a stop link stands for: one person's letters about one thread. */
export interface Stop {
  userId: string;
  threadId: number;
}

/** The address that ends a person's letters about a thread, without signing in; null for letters about an account. */
export function stopPath(secret: string, row: Pick<Row, 'userId' | 'locale' | 'data'>): string | null {
  const threadId = row.data['threadId'];
  if (!row.userId || !threadId) return null;
  const claim = `${row.userId}.${threadId}`;
  return `/${row.locale}/letters/stop/${claim}.${signature(secret, claim)}/`;
}

/** Reads the last part of such an address; null when it is not ours. */
export function readStopToken(secret: string, token: string): Stop | null {
  const [userId = '', threadId = '', given = ''] = token.split('.');
  const right = Buffer.from(signature(secret, `${userId}.${threadId}`));
  const claimed = Buffer.from(given);
  if (right.length !== claimed.length || !timingSafeEqual(right, claimed)) return null;
  return { userId, threadId: Number(threadId) };
}

const signature = (secret: string, claim: string) => keyed(secret, `stop ${claim}`).slice(0, 40);
