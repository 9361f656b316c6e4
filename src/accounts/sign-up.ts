import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { writeLetter } from '#src/letters/outbox.ts';
import { newId } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { type Context, requireActor } from './context.ts';
import type { SignUp } from './forms.ts';
import { freeHandle, unshownHandle } from './names.ts';
import { hashPassword } from './passwords.ts';
import { dropSessions } from './sessions.ts';
import { dropTokens, issueToken, readToken, spendToken } from './tokens.ts';

type User = typeof users.$inferSelect;

/**
 * Makes an account that waits for its address to be confirmed, and writes the letter for that. For
 * an address that has an account, its owner is told instead; whoever asks learns nothing either way.
 * Until the address is confirmed, the newest sign-up with it wins. Throws Refusal `too_often`.
 */
export async function signUp(ctx: Context, { displayName, email, password, next }: SignUp): Promise<void> {
  await ctx.limits.spend('sign-up address', ctx.address);
  await spendLetter(ctx, email);
  const passwordHash = await hashPassword(password);
  await ctx.db.write(async (tx) => {
    const [known] = await tx.select().from(users).where(eq(users.email, email));
    if (known?.emailVerifiedAt) return tellOwner(ctx, tx, known, email);
    const chosen = { displayName, passwordHash, locale: ctx.locale };
    const id = known?.id ?? newId();
    if (known) {
      await tx.update(users).set(chosen).where(eq(users.id, id));
      await dropSessions(tx, id);
    } else {
      await tx.insert(users).values({ id, name: unshownHandle('new'), email, createdAt: ctx.now, ...chosen });
    }
    await writeVerification(ctx, tx, { ...chosen, id, email }, next);
    ctx.log.info({ user: id }, 'signed up');
  });
}

/** Sends the actor another letter to confirm the address with; the link in the older one dies. Throws Refusal `signed_out`, `too_often`. */
export async function sendVerification(ctx: Context, next?: string): Promise<void> {
  const { id, email, emailVerified, displayName, locale } = requireActor(ctx);
  if (emailVerified || email === null) return;
  await spendLetter(ctx, email);
  await ctx.db.write((tx) => writeVerification(ctx, tx, { id, email, displayName, locale }, next));
}

/** Whose address a link confirms, and which. Throws Refusal `link_expired`. */
export async function readConfirmation(ctx: Context, secret: string): Promise<{ email: string }> {
  const { token } = await readToken(ctx.db.read, ['verify_email', 'change_email'], secret, ctx.now);
  return { email: token.email };
}

/**
 * Confirms an address by the link in a letter: a new account's, which gets its handle now, or the one
 * that a person changes to; then the old address is told. Throws Refusal `link_expired`, also when
 * somebody else has the address by now.
 */
export async function confirmEmail(ctx: Context, secret: string): Promise<void> {
  await ctx.db.write(async (tx) => {
    const { token, user } = await spendToken(tx, ['verify_email', 'change_email'], secret, ctx.now);
    const [other] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, token.email), ne(users.id, user.id)));
    const isStale = token.kind === 'verify_email' && token.email !== user.email;
    if (other || isStale || user.deletedAt !== null) throw new Refusal('link_expired');
    await tx
      .update(users)
      .set({ email: token.email, ...(await verified(tx, user, ctx.now)) })
      .where(eq(users.id, user.id));
    await dropTokens(tx, user.id, ['reset_password', 'verify_email', 'change_email']);
    if (token.kind === 'change_email' && user.email !== null)
      await writeLetter(
        tx,
        'email_changed',
        `email_changed:${token.id}`,
        recipient(user, user.email),
        {
          name: user.displayName,
        },
        ctx.now,
      );
    ctx.log.info({ user: user.id, kind: token.kind }, 'address confirmed');
  });
}

/** What changes about somebody whose address turned out to be theirs. */
export async function verified(
  tx: Tx,
  user: User,
  now: number,
): Promise<Pick<User, 'emailVerifiedAt' | 'name'>> {
  const isNew = user.emailVerifiedAt === null;
  return { emailVerifiedAt: now, name: isNew ? await freeHandle(tx, user.displayName) : user.name };
}

/** Counts a letter to somebody; throws Refusal `too_often`. */
export async function spendLetter(ctx: Context, email: string): Promise<void> {
  await ctx.limits.spend('letter address', ctx.address);
  await ctx.limits.spend('letter account', email);
}

export const recipient = ({ id, locale }: Pick<User, 'id' | 'locale'>, email: string) => ({
  userId: id,
  email,
  locale,
});

/** Tells the owner of an address that somebody signed up with it, or changes to it. */
export async function tellOwner(ctx: Context, tx: Tx, owner: User, email: string): Promise<void> {
  await writeLetter(
    tx,
    'already_signed_up',
    `already_signed_up:${newId()}`,
    recipient(owner, email),
    { name: owner.displayName, link: `/${owner.locale}/reset-password/` },
    ctx.now,
  );
}

async function writeVerification(
  ctx: Context,
  tx: Tx,
  user: Pick<User, 'id' | 'displayName' | 'locale'> & { email: string },
  next?: string,
): Promise<void> {
  const secret = await issueToken(tx, 'verify_email', user, ctx.now);
  const link = `/${user.locale}/verify-email/${secret}/${next ? `?next=${encodeURIComponent(next)}` : ''}`;
  await writeLetter(
    tx,
    'verify_email',
    `verify_email:${newId()}`,
    recipient(user, user.email),
    { name: user.displayName, link },
    ctx.now,
  );
}
