import { and, gt, isNull, lte, max } from 'drizzle-orm';
import { threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';

/** Threads of one sitemap, by id, so that each thread stays in the same one for ever. */
const perSitemap = 10_000;

/** How many sitemaps the threads fill; none before the first thread. */
export async function threadSitemaps(ctx: Context): Promise<number> {
  const [row] = await ctx.db.read.select({ last: max(threads.id) }).from(threads);
  return Math.ceil((row?.last ?? 0) / perSitemap);
}

/** The threads of a sitemap, counted from 1: address and when something was last said. */
export async function threadsOfSitemap(
  ctx: Context,
  sitemap: number,
): Promise<{ path: string; activeAt: number }[]> {
  const rows = await ctx.db.read
    .select({ id: threads.id, slug: threads.slug, locale: threads.locale, activeAt: threads.activeAt })
    .from(threads)
    .where(
      and(
        gt(threads.id, (sitemap - 1) * perSitemap),
        lte(threads.id, sitemap * perSitemap),
        isNull(threads.deletedAt),
      ),
    )
    .orderBy(threads.id);
  return rows.map(({ id, slug, locale, activeAt }) => ({
    path: `/${locale}/community/${id}/${slug}/`,
    activeAt,
  }));
}
