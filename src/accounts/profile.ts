import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { type Context, requireActor } from './context.ts';
import type { Profile } from './forms.ts';

/** What the actor says about themselves. Throws Refusal `signed_out`. */
export async function myProfile(ctx: Context): Promise<Profile> {
  const { id, displayName, locale } = requireActor(ctx);
  const [row] = await ctx.db.read.select({ about: users.about }).from(users).where(eq(users.id, id));
  return { displayName, locale, about: row?.about ?? '' };
}

/** Changes the actor's display name, words about themselves and the language of their letters. Throws Refusal `signed_out`. */
export async function changeProfile(ctx: Context, { displayName, about, locale }: Profile): Promise<void> {
  const { id } = requireActor(ctx);
  await ctx.db.write((tx) => tx.update(users).set({ displayName, about, locale }).where(eq(users.id, id)));
}
