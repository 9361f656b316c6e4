import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { storyConsents, threads } from '#db/schema/forum.ts';
import { type Context, requireActor } from '#src/accounts/context.ts';
import { can } from '#src/accounts/roles.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Addressed } from './address.ts';
import { livingThread, requireKind } from './living.ts';

/**
 * Lets one's story be shown on the page of its product, or no longer: at any time, also once the
 * thread is closed. Throws Refusal `signed_out`, `not_found`, `wrong_kind`, `not_allowed` to anybody
 * but its author, `too_often`.
 */
export async function consentToShow(ctx: Context, threadId: number, given: boolean): Promise<Addressed> {
  const actor = requireActor(ctx);
  if (!can(actor, 'write without limit')) await ctx.limits.spend('vote', actor.id);
  return ctx.db.write(async (tx) => {
    const thread = await livingThread(tx, threadId);
    requireKind(thread, 'story');
    if (thread.authorId !== actor.id) throw new Refusal('not_allowed');
    if ((thread.shownAt !== null) !== given) await writeConsent(tx, threadId, given, ctx.now);
    return thread;
  });
}

/** Keeps what the author of a story said, and when, beside what follows from it. */
export async function writeConsent(tx: Tx, threadId: number, given: boolean, now: number): Promise<void> {
  const answer = given ? 'given' : 'withdrawn';
  await tx.insert(storyConsents).values({ threadId, answer, createdAt: now });
  await tx
    .update(threads)
    .set({ shownAt: given ? now : null })
    .where(eq(threads.id, threadId));
}

/** A story as a product's page shows it. */
export type ShownStory = Awaited<ReturnType<typeof storiesShown>>[number];

/** Stories that their authors let the page of a product show: in the reader's language, then in others. */
export async function storiesOfProduct(
  { db }: Pick<Context, 'db'>,
  product: string,
  locale: Locale,
  most: number,
): Promise<ShownStory[]> {
  const own = await storiesShown(db.read, product, locale, most);
  if (own.length >= most) return own;
  const all = await storiesShown(db.read, product, undefined, most * 2);
  return [...own, ...all.filter((story) => story.locale !== locale)].slice(0, most);
}

export function storiesShown(db: Reader, product: string, locale: Locale | undefined, most: number) {
  return db
    .select({
      id: threads.id,
      slug: threads.slug,
      title: threads.title,
      html: threads.html,
      locale: threads.locale,
      createdAt: threads.createdAt,
      author: users.displayName,
    })
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(
      and(
        eq(threads.product, product),
        isNotNull(threads.shownAt),
        // "+": found by the index of what is shown, not by another.
        eq(sql`+${threads.kind}`, 'story'),
        isNull(sql`+${threads.deletedAt}`),
        locale === undefined ? undefined : eq(sql`+${threads.locale}`, locale),
      ),
    )
    .orderBy(desc(threads.shownAt))
    .limit(most);
}
