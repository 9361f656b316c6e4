import { eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { rateLimits, users } from '#db/schema/accounts.ts';
import { writeLetter } from '#src/letters/outbox.ts';
import { newId } from '#src/lib/ids.ts';
import type { Context } from './context.ts';
import { hashPassword } from './passwords.ts';
import { dropSessions } from './sessions.ts';
import { trustVisitor } from './sign-in.ts';
import { recipient, spendLetter, verified } from './sign-up.ts';
import { dropTokens, issueToken, readToken, spendToken } from './tokens.ts';

/**
 * Writes the letter with which a person chooses a new password; for an address without an account,
 * nothing. Whoever asks learns neither. Throws Refusal `too_often`.
 */
export async function askForReset(ctx: Context, email: string): Promise<void> {
  await spendLetter(ctx, email);
  await ctx.db.write(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.email, email));
    if (!user) return writeAsLong(tx, ctx.now);
    const secret = await issueToken(tx, 'reset_password', { id: user.id, email }, ctx.now);
    const data = { name: user.displayName, link: resetPath(user.locale, secret) };
    const event = `reset_password:${newId()}`;
    await writeLetter(tx, 'reset_password', event, recipient(user, email), data, ctx.now);
    ctx.log.info({ user: user.id }, 'reset asked for');
  });
}

/** Commits something too: the time that a letter takes to write would tell who has an account. */
async function writeAsLong(tx: Tx, now: number): Promise<void> {
  const expire = new Date(now);
  await tx
    .insert(rateLimits)
    .values({ key: 'nobody', points: 0, expire })
    .onConflictDoUpdate({ target: rateLimits.key, set: { expire } });
}

/** Where a link to choose a new password leads. */
export const resetPath = (locale: string, secret: string): string => `/${locale}/reset-password/${secret}/`;

/** Throws Refusal `link_expired` unless the link can still be used. */
export async function checkReset(ctx: Context, secret: string): Promise<void> {
  await readToken(ctx.db.read, ['reset_password'], secret, ctx.now);
}

/**
 * Sets the password by the link in a letter, which also shows that the address is theirs. Every
 * session of the account ends, every other link dies, and the owner is told. Throws Refusal `link_expired`.
 */
export async function chooseNewPassword(ctx: Context, secret: string, password: string): Promise<void> {
  await checkReset(ctx, secret);
  const passwordHash = await hashPassword(password);
  const email = await ctx.db.write(async (tx) => {
    const { token, user } = await spendToken(tx, ['reset_password'], secret, ctx.now);
    const proven = token.email === user.email ? await verified(tx, user, ctx.now) : {};
    await tx
      .update(users)
      .set({ passwordHash, ...proven })
      .where(eq(users.id, user.id));
    await dropSessions(tx, user.id);
    await dropTokens(tx, user.id, ['reset_password', 'verify_email', 'change_email']);
    const data = { name: user.displayName, link: `/${user.locale}/reset-password/` };
    const event = `password_changed:${token.id}`;
    await writeLetter(tx, 'password_changed', event, recipient(user, token.email), data, ctx.now);
    ctx.log.info({ user: user.id }, 'password reset');
    return token.email;
  });
  await ctx.limits.forget('sign-in account', email);
  await trustVisitor(ctx, email);
}
