import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { type Actor, type Context, requireActor } from './context.ts';
import type { SignIn } from './forms.ts';
import { isRightPassword } from './passwords.ts';
import { endSession, startSession } from './sessions.ts';

/**
 * Signs somebody in on this device and returns the cookie to set: always a new session; the one that
 * this browser had ends. Throws Refusal `wrong_sign_in`, the same for an unknown address and a wrong
 * password, and `too_often`.
 */
export async function signIn(ctx: Context, { email, password }: SignIn): Promise<string> {
  const [user] = await ctx.db.read
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const isRight = await guess(ctx, email, () => isRightPassword(user?.passwordHash, password));
  if (!user || !isRight) {
    ctx.log.warn({ user: user?.id ?? null }, 'sign-in refused');
    throw new Refusal('wrong_sign_in');
  }
  if (ctx.actor) await endSession(ctx, ctx.actor.sessionId);
  const cookie = await startSession(ctx, user.id);
  ctx.log.info({ user: user.id }, 'signed in');
  return cookie;
}

/** Makes the actor show that it is they who sit there. Throws Refusal `signed_out`, `wrong_password`, `too_often`. */
export async function provePassword(ctx: Context, password: string): Promise<Actor & { email: string }> {
  const actor = requireActor(ctx);
  const [user] = await ctx.db.read
    .select({ email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.id));
  const email = user?.email ?? '';
  if (!user || !(await guess(ctx, email, () => isRightPassword(user.passwordHash, password)))) {
    ctx.log.warn({ user: actor.id }, 'password refused');
    throw new Refusal('wrong_password');
  }
  return { ...actor, email };
}

/**
 * Counts a guess per account and per address before it is made, so that many at once count as many.
 * A right one is not held against anybody. Where an account was signed in to before, it has a count of
 * its own: strangers who use up the other one do not lock its owner out.
 */
async function guess(ctx: Context, email: string, isRight: () => Promise<boolean>): Promise<boolean> {
  const { limits, address } = ctx;
  const here = fromHere(ctx, email);
  const account = (await limits.spent('sign-in known', here)) > 0 ? here : email;
  await limits.spend('sign-in address', address);
  await limits.spend('sign-in account', account);
  if (!(await isRight())) return false;
  await limits.refund('sign-in address', address);
  await limits.forget('sign-in account', account);
  await trustVisitor(ctx, email);
  return true;
}

/** Remembers that an account's owner was here, with this browser, for ninety days. */
export async function trustVisitor(ctx: Context, email: string): Promise<void> {
  const here = fromHere(ctx, email);
  if ((await ctx.limits.spent('sign-in known', here)) === 0) await ctx.limits.spend('sign-in known', here);
}

const fromHere = ({ visitor }: Context, email: string) => `${email} ${visitor}`;
