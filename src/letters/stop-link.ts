import { timingSafeEqual } from 'node:crypto';
import type { letters } from '#db/schema/letters.ts';
import { type WishKind, wishKinds } from '#db/schema/owned.ts';
import { keyed } from '#src/lib/ids.ts';

type Row = typeof letters.$inferSelect;

/** What a stop link stands for: one person's letters about one thread, or of one kind they asked for. */
export type Stop = { userId: string } & ({ threadId: number } | { wish: WishKind });

const wishOf = (name: string): WishKind | undefined => wishKinds.find((kind) => kind === name);

/** The address that ends such letters to a person, without signing in; null for letters about an account. */
export function stopPath(
  secret: string,
  row: Pick<Row, 'kind' | 'userId' | 'locale' | 'data'>,
): string | null {
  const about = wishOf(row.kind) ?? row.data['threadId'];
  if (!row.userId || !about) return null;
  const claim = `${row.userId}.${about}`;
  return `/${row.locale}/letters/stop/${claim}.${signature(secret, claim)}/`;
}

/** Reads the last part of such an address; null when it is not ours. */
export function readStopToken(secret: string, token: string): Stop | null {
  const [userId = '', about = '', given = ''] = token.split('.');
  const right = Buffer.from(signature(secret, `${userId}.${about}`));
  const claimed = Buffer.from(given);
  if (right.length !== claimed.length || !timingSafeEqual(right, claimed)) return null;
  const wish = wishOf(about);
  return wish ? { userId, wish } : { userId, threadId: Number(about) };
}

const signature = (secret: string, claim: string) => keyed(secret, `stop ${claim}`).slice(0, 40);
