import type { APIRoute } from 'astro';
import { locales } from '#src/i18n/locales.ts';

/** For how long the statement holds (RFC 9116 advises under a year). */
const validMs = 180 * 86_400_000;

export const GET: APIRoute = ({ locals: { ctx } }) =>
  new Response(
    [
      `Contact: mailto:${ctx.catalog.site.email}`,
      `Expires: ${new Date(ctx.now + validMs).toISOString()}`,
      `Preferred-Languages: ${locales.join(', ')}`,
      `Canonical: ${ctx.settings.publicUrl}/.well-known/security.txt`,
      '',
    ].join('\n'),
    { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' } },
  );
