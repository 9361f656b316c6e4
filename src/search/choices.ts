import { z } from 'astro/zod';
import { desc, eq, sql } from 'drizzle-orm';
import { threads } from '#db/schema/forum.ts';
import { searchChoices as choices } from '#db/schema/search.ts';
import type { Context } from '#src/accounts/context.ts';
import { requireAbility } from '#src/accounts/roles.ts';
import { findArticle } from '../catalog/catalog.ts';
import { mostPages, rowsPerPage } from './address.ts';
import { dayOf, keepsSearchLog, loggedWords } from './log.ts';

/** What a list of results sends when one of them is opened. */
export const Choice = z.object({
  q: z.string().min(1).max(1_000),
  path: z.string().max(500),
  rank: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostPages * rowsPerPage),
});
export type Choice = z.output<typeof Choice>;

const mostChoices = 20_000;
const mostShown = 500;

/**
 * Adds up which result of a search was opened and at which place it stood. Addresses that are no
 * article's and no thread's are left out, as is everything where no log is kept. Throws Refusal
 * `too_often`.
 */
export async function noteChoice(ctx: Context, { q, path, rank }: Choice): Promise<void> {
  if (!keepsSearchLog(ctx)) return;
  await ctx.limits.spend('search choice', ctx.address);
  const words = loggedWords(q, ctx.locale);
  const place = await placeOf(ctx, path);
  if (words === '' || place === undefined) return;
  const lastAt = dayOf(ctx.now);
  await ctx.db.write(async (tx) => {
    await tx
      .insert(choices)
      .values({ locale: ctx.locale, words, path: place, rank, count: 1, lastAt })
      .onConflictDoUpdate({
        target: [choices.locale, choices.words, choices.path, choices.rank],
        set: { count: sql`${choices.count} + 1`, lastAt },
      });
    if ((await tx.$count(choices)) > mostChoices)
      await tx.run(sql`
        delete from search_choices where rowid = (
          select rowid from search_choices where words <> ${words} order by count, last_at limit 1)`);
  });
}

/** Which results people open, the most opened first. Throws Refusal `signed_out`, `not_allowed`. */
export async function searchChoices(ctx: Context): Promise<(typeof choices.$inferSelect)[]> {
  requireAbility(ctx, 'see what searches miss');
  return ctx.db.read
    .select()
    .from(choices)
    .orderBy(desc(choices.count), desc(choices.lastAt), choices.words, choices.rank)
    .limit(mostShown);
}

const articlePath = /^\/[a-z]{2}\/articles\/([a-z0-9-]+)\/$/;
const threadPath = /^\/[a-z]{2}\/community\/(\d{1,15})\//;

/** What stands at an address, the same in every language: `articles/<slug>` or `community/<id>`. */
async function placeOf({ catalog, db }: Context, path: string): Promise<string | undefined> {
  const slug = articlePath.exec(path)?.[1];
  if (slug !== undefined) return findArticle(catalog, slug) && `articles/${slug}`;
  const id = Number(threadPath.exec(path)?.[1]);
  if (!Number.isSafeInteger(id)) return undefined;
  const [thread] = await db.read
    .select({ deletedAt: threads.deletedAt })
    .from(threads)
    .where(eq(threads.id, id));
  return thread?.deletedAt === null ? `community/${id}` : undefined;
}
