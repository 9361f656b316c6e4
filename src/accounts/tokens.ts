import { and, eq, inArray, lte } from 'drizzle-orm';
import type { Reader, Tx } from '#db/client.ts';
import { type tokenKinds, tokens, users } from '#db/schema/accounts.ts';
import { hashed, newSecret } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';

export type TokenKind = (typeof tokenKinds)[number];

const hour = 3_600_000;
const lifetimes: Record<TokenKind, number> = {
  verify_email: 24 * hour,
  reset_password: hour,
  change_email: 24 * hour,
};
/** A link handed over by an operator may wait for a day. */
export const handedOverMs = 24 * hour;

/** Makes a one-time secret for a link; an older one of the same kind dies. Only its hash is stored. */
export async function issueToken(
  tx: Tx,
  kind: TokenKind,
  user: { id: string; email: string },
  now: number,
  lifetimeMs = lifetimes[kind],
): Promise<string> {
  const secret = newSecret();
  await dropTokens(tx, user.id, [kind]);
  await tx.insert(tokens).values({
    id: hashed(secret),
    kind,
    userId: user.id,
    email: user.email,
    expiresAt: now + lifetimeMs,
    createdAt: now,
  });
  return secret;
}

/** Whose link it is, and for what. Looking uses nothing up: mail scanners look too. Throws Refusal `link_expired`. */
export async function readToken(db: Reader, kinds: TokenKind[], secret: string, now: number) {
  const [found] = await db
    .select({ token: tokens, user: users })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .where(and(eq(tokens.id, hashed(secret)), inArray(tokens.kind, kinds)));
  if (!found || found.token.expiresAt <= now) throw new Refusal('link_expired');
  return found;
}

/** Uses a link up. Throws Refusal `link_expired`. */
export async function spendToken(tx: Tx, kinds: TokenKind[], secret: string, now: number) {
  const found = await readToken(tx, kinds, secret, now);
  await tx.delete(tokens).where(eq(tokens.id, found.token.id));
  return found;
}

/** Makes a person's open links worthless. */
export async function dropTokens(tx: Tx, userId: string, kinds: TokenKind[]): Promise<void> {
  await tx.delete(tokens).where(and(eq(tokens.userId, userId), inArray(tokens.kind, kinds)));
}

export async function sweepTokens(tx: Tx, now: number): Promise<void> {
  await tx.delete(tokens).where(lte(tokens.expiresAt, now));
}
