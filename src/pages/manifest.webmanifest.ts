import type { APIRoute } from 'astro';
import favicon from '#generated/favicon.svg?url';

/** Lets a phone keep the site among its apps; the language is found at `/`. */
export const GET: APIRoute = ({ locals: { ctx } }) => {
  const { site } = ctx.catalog;
  return new Response(
    JSON.stringify({
      name: site.name,
      short_name: site.name,
      description: site.tagline.en,
      id: '/',
      start_url: '/',
      display: 'minimal-ui',
      background_color: '#fcfaf6',
      theme_color: site.colour,
      icons: [{ src: favicon, sizes: 'any', type: 'image/svg+xml' }],
    }),
    {
      headers: {
        'content-type': 'application/manifest+json; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      },
    },
  );
};
