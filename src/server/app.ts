import type { Server } from 'node:http';
import underPressure from '@fastify/under-pressure';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Instance } from '#src/accounts/context.ts';
import { newId } from '#src/lib/ids.ts';
import { clientAddress } from './address.ts';
import { type AstroApp, answerPages } from './astro.ts';
import { answerClientErrors } from './client-errors.ts';
import { serveFiles } from './files.ts';
import { refuseForeignWrites, securityHeaders } from './guards.ts';
import { pathForLog } from './log.ts';
import { openPageStore } from './page-store.ts';
import { problemPages } from './problems.ts';
import { formLimitBytes } from './uploads.ts';

/** Room for 10,000 characters of any script in a search address. */
const headersLimitBytes = 96 * 1024;
/** From the first byte of a request to its last. */
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 15_000;
/** Longer than proxies keep theirs, so that none is cut off while it sends. */
const keepAliveMs = 72_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** The client's address, looked up through trusted proxies only. */
    client: string;
  }
}

/**
 * The web server: built files from `dist` and, behind them, Astro. Health addresses answer as soon
 * as it listens; `/readyz` only after `ready()` was called.
 */
export async function buildServer(
  instance: Instance,
  astro: AstroApp,
  dist: URL,
): Promise<{ server: FastifyInstance; ready: (yes: boolean) => void }> {
  const { settings } = instance;
  const pages = await openPageStore(new URL('client/', dist), settings.publicUrl);
  const say = problemPages(pages, settings.publicUrl);
  let isReady = false;
  const headers = securityHeaders(settings.secure);
  const address = clientAddress(settings.trustedProxies);

  const server: FastifyInstance = fastify({
    loggerInstance: instance.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: formLimitBytes,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: 2 * requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: headersLimitBytes },
    http: {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: 500,
      maxHeaderSize: headersLimitBytes,
      requireHostHeader: false,
    },
    clientErrorHandler: answerClientErrors(headers),
    frameworkErrors: (_error, request, reply) => {
      logAnswer(request, 400, reply.elapsedTime, isReady);
      void say(request, reply.headers({ ...headers, 'x-request-id': request.id }), 400);
    },
  });

  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.decorateRequest('client', '');
  server.addHook('onRequest', async (request, reply) => {
    request.client = address(request.raw);
    reply.headers(headers).header('x-request-id', request.id);
    if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
      return say(request, reply, 400);
    return undefined;
  });
  server.addHook('onRequest', refuseForeignWrites(settings.publicUrl, say));
  server.addHook('onResponse', async (request, reply) => {
    logAnswer(request, reply.statusCode, reply.elapsedTime, isReady);
  });
  server.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    return say(request, reply, status);
  });

  await server.register(underPressure, {
    maxEventLoopDelay: 1_000,
    // Only what has to be rendered is shed, and there.
    pressureHandler: () => undefined,
  });
  answerHealth(server, () => isReady);
  await serveFiles(server, new URL('client/', dist));
  answerPages(server, instance, astro, pages, say);
  // An expectation we do not know is none we need to meet (RFC 9110, 10.1.1).
  const { server: listener } = server as { server: Server };
  listener.on('checkExpectation', (request, response) => listener.emit('request', request, response));
  return {
    server,
    ready: (yes) => {
      isReady = yes;
    },
  };
}

/** One line for every answer, without what could be somebody's own; hushed for probes and while warming up. */
function logAnswer({ method, url, log }: FastifyRequest, status: number, ms: number, isReady: boolean): void {
  const answer = { method, path: pathForLog(url), status, ms: Math.round(ms) };
  const level = !isReady || /^\/(healthz|readyz)/.test(url) ? 'debug' : status >= 500 ? 'error' : 'info';
  log[level](answer, 'answered');
}

function answerHealth(server: FastifyInstance, isReady: () => boolean): void {
  server.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  server.get('/readyz', async (_request, reply) =>
    reply
      .code(isReady() ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady() ? 'ready' : 'starting' }),
  );
}
