import type { APIRoute } from 'astro';
import { threadSitemaps, threadsOfSitemap } from '#src/forum/sitemap.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { sitemapOf } from '#src/lib/sitemaps.ts';

export const GET: APIRoute = async ({ locals: { ctx }, params }) => {
  const number = /^[1-9]\d{0,5}$/.test(params['number'] ?? '') ? Number(params['number']) : 0;
  if (number < 1 || number > (await threadSitemaps(ctx))) throw new Refusal('not_found');
  const threads = await threadsOfSitemap(ctx, number);
  return sitemapOf(
    threads.map(({ path, activeAt }) => ({
      url: ctx.settings.publicUrl + path,
      lastmod: new Date(activeAt).toISOString(),
    })),
  );
};
