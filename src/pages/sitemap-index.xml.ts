import type { APIRoute } from 'astro';
import { threadSitemaps } from '#src/forum/sitemap.ts';
import { sitemapIndexOf } from '#src/lib/sitemaps.ts';

export const GET: APIRoute = async ({ locals: { ctx } }) => {
  const threads = Array.from({ length: await threadSitemaps(ctx) }, (_, index) => `threads-${index + 1}`);
  const { publicUrl } = ctx.settings;
  return sitemapIndexOf(['articles', ...threads].map((name) => `${publicUrl}/sitemap-${name}.xml`));
};
