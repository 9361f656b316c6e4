import type { APIRoute } from 'astro';

/** Pages that are for one person, or endless: of no use to a crawler. */
const closed = [
  'account',
  'language',
  'notifications',
  'search',
  'sign-in',
  'sign-up',
  'community/ask',
  'community/about',
];

export const GET: APIRoute = ({ locals: { ctx } }) =>
  new Response(
    [
      'User-agent: *',
      ...closed.map((page) => `Disallow: /*/${page}/`),
      'Disallow: /*/articles/*/vote/',
      'Disallow: /api/',
      '',
      `Sitemap: ${ctx.settings.publicUrl}/sitemap-index.xml`,
      '',
    ].join('\n'),
    { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' } },
  );
