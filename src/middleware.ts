import { defineMiddleware } from 'astro:middleware';
import { contextOf } from '#src/server/context.ts';
import { inLocale, isLocale } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { contentForBuild } from '#src/server/content.ts';
import { developmentInstance } from '#src/server/development.ts';
import { builtOrigin } from '#src/server/page-store.ts';
import { localeOf } from '#src/server/target.ts';

/** Language, context and refusals: what every page can count on. */
export const onRequest = defineMiddleware(async (astro, next) => {
  const { locals, request, url, params } = astro;
  if (params['lang'] !== undefined && !isLocale(params['lang'])) return new Response(null, { status: 404 });
  const locale = localeOf(url.pathname, astro.isPrerendered ? {} : Object.fromEntries(request.headers));
  locals.locale = locale;
  locals.t = translator(locale);

  if (astro.isPrerendered) {
    const { catalog } = await contentForBuild();
    locals.catalog = catalog;
    locals.publicUrl = builtOrigin;
    return next();
  }

  const instance = locals.instance ?? (await developmentInstance());
  locals.catalog = instance.catalog;
  locals.publicUrl = instance.settings.publicUrl;
  const { ctx, cookie } = await contextOf(instance, request, locals.address ?? astro.clientAddress, locale);
  locals.ctx = ctx;
  const response = await answer();
  if (cookie && !response.headers.has('set-cookie')) response.headers.append('set-cookie', cookie);
  if (ctx.actor) response.headers.set('cache-control', 'no-store');
  else if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
  return response;

  async function answer(): Promise<Response> {
    try {
      const response = await next();
      // Astro's own 404 (no such method, no such page) has no words: the server sends ours.
      return response.status === 404 ? new Response(null, { status: 404 }) : response;
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      if (import.meta.env.DEV) throw error;
      ctx.log.error({ err: error }, 'page failed');
      return new Response(null, { status: 500 });
    }
  }

  /** The page that says no in the reader's language, with a way on. */
  async function refused(refusal: Refusal): Promise<Response> {
    ctx.log.info({ reason: refusal.reason, actor: ctx.actor?.id }, 'refused');
    if (refusal.reason === 'signed_out' && request.method === 'GET') {
      const here = url.pathname + url.search;
      return new Response(null, {
        status: 303,
        headers: { location: `/${locale}/sign-in/?next=${encodeURIComponent(here)}` },
      });
    }
    locals.refusal = refusal.reason;
    const page = await astro.rewrite(
      new Request(new URL(inLocale('/en/refused/', locale), url), { headers: request.headers }),
    );
    const headers = new Headers(page.headers);
    headers.set('cache-control', 'no-store');
    if (refusal.retryAfter) headers.set('retry-after', String(refusal.retryAfter));
    return new Response(page.body, { status: refusal.status, headers });
  }
});
