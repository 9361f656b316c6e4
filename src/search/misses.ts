import { desc, sql } from 'drizzle-orm';
import { searchMisses as misses } from '#db/schema/search.ts';
import type { Context } from '#src/accounts/context.ts';
import { requireAbility } from '#src/accounts/roles.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Search } from './address.ts';
import { dayOf, keepsSearchLog, loggedWords } from './log.ts';

/** A full log makes room: what was searched least and longest ago goes. */
const mostMisses = 5_000;
const mostShown = 200;

export type Miss = typeof misses.$inferSelect;

/**
 * Adds up a search that found nothing: its folded words, language and product, how often, and on
 * which day last. A search narrowed further is none, for the answer may stand elsewhere. Never fails:
 * a search that cannot be counted is a search all the same.
 */
export async function noteMiss(ctx: Context, search: Search): Promise<void> {
  if (!keepsSearchLog(ctx) || search.kind !== undefined || search.language !== undefined || search.exact)
    return;
  const words = loggedWords(search.typed, ctx.locale);
  if (words === '') return;
  const miss = { locale: ctx.locale, words, product: search.product ?? '', count: 1, lastAt: dayOf(ctx.now) };
  try {
    await ctx.limits.spend('search miss', ctx.address);
    await ctx.db.write(async (tx) => {
      await tx
        .insert(misses)
        .values(miss)
        .onConflictDoUpdate({
          target: [misses.locale, misses.words, misses.product],
          set: { count: sql`${misses.count} + 1`, lastAt: miss.lastAt },
        });
      if ((await tx.$count(misses)) > mostMisses)
        await tx.run(sql`
          delete from search_misses where rowid = (
            select rowid from search_misses where words <> ${words} order by count, last_at limit 1)`);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) ctx.log.warn({ err: error }, 'a search without results was not counted');
  }
}

/**
 * What people search for and do not find, what most of them miss first. Throws Refusal `signed_out`,
 * `not_allowed` for whoever may not see it.
 */
export async function searchMisses(ctx: Context): Promise<Miss[]> {
  requireAbility(ctx, 'see what searches miss');
  return ctx.db.read
    .select()
    .from(misses)
    .orderBy(desc(misses.count), desc(misses.lastAt), misses.locale, misses.words, misses.product)
    .limit(mostShown);
}
