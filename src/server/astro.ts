import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Instance } from '#src/accounts/context.ts';
import { pageCap } from './cap.ts';
import { roomForUploads, uploadRoutes } from './uploads.ts';
import { withoutSecrets } from './log.ts';
import type { PageStore } from './page-store.ts';
import { isProblemPage, type SayProblem } from './problems.ts';
import { sendPacked, sendStored } from './stored.ts';
import { localeOf, targetOf } from './target.ts';

/** The part of Astro's built app that the server uses. */
export interface AstroApp {
  match(request: Request): object | undefined;
  render(request: Request, options: RenderOptions): Promise<Response>;
  logger: { setDestination(destination: { write(event: AstroLogEvent): void }): void };
}

interface RenderOptions {
  locals: object;
  clientAddress: string;
  addCookieHeader: boolean;
  prerenderedErrorPageFetch: () => Promise<Response>;
}

interface AstroLogEvent {
  level: string;
  label: string | null;
  message: string;
}

const shedSeconds = 10;

/** Answers every address that is not a file: from the prerendered pages, else by Astro. */
export function answerPages(
  server: FastifyInstance,
  instance: Instance,
  astro: AstroApp,
  pages: PageStore,
  say: SayProblem,
): void {
  const { publicUrl } = instance.settings;
  const secondsToWait = pageCap(instance);
  astro.logger.setDestination({
    write: ({ level, message }) => {
      instance.log[level === 'error' ? 'error' : 'debug']({ from: 'astro' }, withoutSecrets(message));
    },
  });

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const url = targetOf(request.url, publicUrl);
    if (!url) return say(request, reply, 400);
    const { pathname } = url;
    if (isProblemPage(pathname) || pathname.startsWith('/_')) return say(request, reply, 404);
    if (request.method !== 'POST') {
      const stored = await pages.find(pathname);
      if (stored) return sendStored(request, reply, stored, 200);
    }
    const route = astro.match(new Request(url));
    if (!route) {
      const slashed = withSlash(url);
      if (!slashed || !(pages.has(slashed.pathname) || astro.match(new Request(slashed))))
        return say(request, reply, 404);
      return reply.redirect(slashed.pathname + slashed.search, 308);
    }
    if (server.isUnderPressure()) return say(request, reply.header('retry-after', shedSeconds), 503);
    const wait = await secondsToWait(request.client, request.headers);
    if (wait > 0) return say(request, reply.header('retry-after', wait), 429);
    return render(request, reply, url);
  };
  server.setNotFoundHandler(answer);
  const upload = roomForUploads(instance, say);
  for (const url of uploadRoutes) server.post(url, upload, answer);

  async function render(request: FastifyRequest, reply: FastifyReply, url: URL): Promise<unknown> {
    const response = await astro.render(toRequest(request, url), {
      locals: { instance: { ...instance, log: request.log }, address: request.client },
      clientAddress: request.client,
      addCookieHeader: true,
      prerenderedErrorPageFetch: () => Promise.resolve(new Response(null, { status: 404 })),
    });
    for (const [name, value] of response.headers)
      if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
    for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
    if (response.status >= 400 && response.body === null)
      return say(request, reply, response.status, localeOf(url.pathname, request.headers));
    reply.code(response.status);
    if (response.body === null) return reply.send();
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    reply.type(/^text\/(?!.*charset)/.test(type) ? `${type}; charset=utf-8` : type);
    return sendPacked(request, reply, Buffer.from(await response.arrayBuffer()), type);
  }
}

/** The same address with the slash that pages end in; null when it has one, or names a file. */
function withSlash(url: URL): URL | null {
  if (url.pathname.endsWith('/') || /\.[a-z0-9]{2,11}$/i.test(url.pathname)) return null;
  const slashed = new URL(url);
  slashed.pathname += '/';
  return slashed;
}

/** The request as Astro sees it: on the public address, whatever a client or a proxy says about the host. */
function toRequest(request: FastifyRequest, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (/^(:|host$|connection$|forwarded$|x-forwarded-)/.test(name) || value === undefined) continue;
    for (const one of [value].flat()) headers.append(name, one);
  }
  const body =
    request.method === 'POST' && Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : null;
  return new Request(url, { method: request.method === 'POST' ? 'POST' : 'GET', headers, body });
}
