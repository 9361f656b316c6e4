import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Instance } from '#src/accounts/context.ts';
import { isLocale, localeCookie, preferredLocale, type Locale } from '#src/i18n/locales.ts';
import type { PageStore, StoredPage } from './page-store.ts';

/** The part of Astro's built app that the server uses. */
export interface AstroApp {
  match(request: Request): unknown;
  render(
    request: Request,
    options: { locals: object; clientAddress: string; addCookieHeader: boolean },
  ): Promise<Response>;
}

/** Sends every address that is not a file to the prerendered pages, then to Astro. */
export function answerWithAstro(
  server: FastifyInstance,
  instance: Instance,
  astro: AstroApp,
  pages: PageStore,
): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const url = publicAddress(instance.settings.publicUrl, request.url);
    if (!url) return reply.code(400).type('text/plain; charset=utf-8').send('Bad request\n');
    const locale = localeOf(request, url);
    if (request.method === 'GET' || request.method === 'HEAD') {
      const stored = await pages.find(url.pathname);
      if (stored && !isErrorPage(url.pathname)) return sendStored(request, reply, stored, 200);
      if (!url.pathname.endsWith('/') && !/\.[a-z0-9]{2,5}$/i.test(url.pathname)) {
        const slashed = new URL(url);
        slashed.pathname += '/';
        const exists = (await pages.find(slashed.pathname)) ?? astro.match(new Request(slashed));
        if (exists) return reply.redirect(slashed.pathname + slashed.search, 308);
      }
    }
    const webRequest = toRequest(request, url);
    if (isErrorPage(url.pathname) || !astro.match(webRequest)) return sendError(404, locale);
    const response = await astro.render(webRequest, {
      locals: { instance, address: request.client },
      clientAddress: request.client,
      addCookieHeader: true,
    });
    if (response.status >= 500 || (response.status === 404 && response.body === null))
      return sendError(response.status === 404 ? 404 : 500, locale);
    return sendResponse(request, reply, response);

    async function sendError(status: 404 | 500, language: Locale): Promise<unknown> {
      const page = await pages.find(`/${language}/${status}/`);
      return page
        ? sendStored(request, reply, page, status)
        : reply.code(status).type('text/plain; charset=utf-8').send(`${status}\n`);
    }
  };

  server.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500 && status !== 503)
      request.log.error({ err: error, requestId: request.id }, 'request failed');
    if (status === 413)
      return reply.code(413).type('text/plain; charset=utf-8').send('That is too large to send.\n');
    if (status < 500 || status === 503)
      return reply.code(status).type('text/plain; charset=utf-8').send(`${error.message}\n`);
    const url = publicAddress(instance.settings.publicUrl, request.url);
    const page = await pages.find(`/${url ? localeOf(request, url) : 'en'}/500/`);
    return page
      ? sendStored(request, reply, page, 500)
      : reply.code(500).type('text/plain; charset=utf-8').send('Something failed on our side.\n');
  });
  server.setNotFoundHandler(handler);
}

const isErrorPage = (path: string) => /^\/[a-z]{2}\/(404|500|refused)\/$/.test(path);

/** The address on our own origin; null for what no browser sends (absolute forms, `//host`, bad escapes). */
function publicAddress(origin: string, raw: string): URL | null {
  if (!raw.startsWith('/')) return null;
  const [path = '', ...query] = raw.split('?');
  try {
    decodeURIComponent(path);
  } catch {
    return null;
  }
  const url = URL.parse(origin + path.replace(/\/{2,}/g, '/'));
  if (!url) return null;
  if (query.length > 0) url.search = query.join('?');
  return url;
}

function localeOf(request: FastifyRequest, url: URL): Locale {
  const named = url.pathname.split('/')[1];
  if (isLocale(named)) return named;
  const chosen = new RegExp(`(?:^|;\\s*)${localeCookie}=([a-z]{2})`).exec(request.headers.cookie ?? '')?.[1];
  return preferredLocale(chosen, request.headers['accept-language'] ?? null);
}

function toRequest(request: FastifyRequest, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(':') || name === 'host' || name === 'connection' || value === undefined) continue;
    for (const one of [value].flat()) headers.append(name, one);
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const body = method === 'POST' && Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : null;
  return new Request(url, { method, headers, body });
}

async function sendResponse(
  request: FastifyRequest,
  reply: FastifyReply,
  response: Response,
): Promise<unknown> {
  reply.code(response.status);
  for (const [name, value] of response.headers)
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const type = response.headers.get('content-type');
  if (type?.startsWith('text/') && !type.includes('charset'))
    reply.header('content-type', `${type}; charset=utf-8`);
  const body = Buffer.from(await response.arrayBuffer());
  if (request.method === 'HEAD' || body.length === 0) return reply.send('');
  return reply.send(body);
}

function sendStored(request: FastifyRequest, reply: FastifyReply, page: StoredPage, status: number): unknown {
  const coding = /\bbr\b/.test(String(request.headers['accept-encoding']))
    ? 'br'
    : /\bgzip\b/.test(String(request.headers['accept-encoding']))
      ? 'gzip'
      : 'identity';
  reply.code(status).headers({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': status === 200 ? 'public, max-age=0, must-revalidate' : 'no-store',
    vary: 'accept-encoding',
    etag: page.etag,
  });
  if (status === 200 && matches(request.headers['if-none-match'], page.etag)) return reply.code(304).send();
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.send(request.method === 'HEAD' ? '' : page[coding]);
}

/** If-None-Match as a list, weak or strong (RFC 9110, 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined &&
    (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
  );
}
