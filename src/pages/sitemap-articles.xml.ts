import type { APIRoute } from 'astro';
import { alternates, listedPages } from '#src/articles/sitemap.ts';
import { locales } from '#src/i18n/locales.ts';
import { sitemapOf } from '#src/lib/sitemaps.ts';

export const GET: APIRoute = ({ locals: { ctx } }) => {
  const { publicUrl } = ctx.settings;
  return sitemapOf(
    listedPages(ctx.catalog).flatMap(({ path, changed }) =>
      locales.map((locale) => ({
        url: `${publicUrl}/${locale}/${path}`,
        links: alternates(publicUrl, path),
        ...(changed ? { lastmod: changed } : {}),
      })),
    ),
  );
};
