import { eq } from 'drizzle-orm';
import { sessions, users } from '#db/schema/accounts.ts';
import { writeLetter } from '#src/letters/outbox.ts';
import { newId } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Context } from './context.ts';
import type { ChangeEmail, ChangePassword } from './forms.ts';
import { hashPassword } from './passwords.ts';
import { requireAbility } from './roles.ts';
import { dropSessions, startSession } from './sessions.ts';
import { provePassword } from './sign-in.ts';
import { recipient, spendLetter, tellOwner } from './sign-up.ts';
import { dropTokens, issueToken } from './tokens.ts';

/**
 * Changes the actor's password and tells them by letter. Every session ends; this device gets a new
 * one, whose cookie is returned. Throws Refusal `signed_out`, `wrong_password`, `too_often`.
 */
export async function changePassword(
  ctx: Context,
  { password, newPassword }: ChangePassword,
): Promise<string> {
  const actor = await provePassword(ctx, password);
  const passwordHash = await hashPassword(newPassword);
  await ctx.db.write(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, actor.id));
    await dropSessions(tx, actor.id);
    await dropTokens(tx, actor.id, ['reset_password']);
    const data = { name: actor.displayName, link: `/${actor.locale}/reset-password/` };
    const event = `password_changed:${newId()}`;
    await writeLetter(tx, 'password_changed', event, recipient(actor, actor.email), data, ctx.now);
  });
  ctx.log.info({ user: actor.id }, 'password changed');
  return startSession(ctx, actor.id);
}

/**
 * Sends a link to the address that the actor wants to change to; nothing changes until it is used. If
 * somebody has that address, its owner is told instead. Throws Refusal `signed_out`, `wrong_password`, `too_often`.
 */
export async function askToChangeEmail(ctx: Context, { email, password }: ChangeEmail): Promise<void> {
  const actor = await provePassword(ctx, password);
  await spendLetter(ctx, email);
  await ctx.db.write(async (tx) => {
    const [owner] = await tx.select().from(users).where(eq(users.email, email));
    if (owner && owner.id !== actor.id) return tellOwner(ctx, tx, owner, email);
    const secret = await issueToken(tx, 'change_email', { id: actor.id, email }, ctx.now);
    const data = { name: actor.displayName, link: `/${actor.locale}/verify-email/${secret}/` };
    const event = `change_email:${newId()}`;
    await writeLetter(tx, 'change_email', event, recipient(actor, email), data, ctx.now);
  });
}

/** Ends every session of a person. Throws Refusal `signed_out`, `not_allowed` unless the actor may, `not_found`. */
export async function endSessionsOf(ctx: Context, name: string): Promise<void> {
  const actor = requireAbility(ctx, 'end sessions of others');
  const ended = await ctx.db.write(async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.name, name));
    if (!user) throw new Refusal('not_found');
    await tx.delete(sessions).where(eq(sessions.userId, user.id));
    return user.id;
  });
  ctx.log.info({ user: ended, by: actor.id }, 'sessions ended');
}
