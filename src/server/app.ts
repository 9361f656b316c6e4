import compress from '@fastify/compress';
import underPressure from '@fastify/under-pressure';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import type { Instance } from '#src/accounts/context.ts';
import { newId } from '#src/lib/ids.ts';
import { clientAddress } from './address.ts';
import { type AstroApp, answerWithAstro } from './astro.ts';
import { serveFiles } from './files.ts';
import { refuseForeignWrites, securityHeaders } from './guards.ts';
import { openPageStore } from './page-store.ts';

/** The largest body of a form: 32,000 characters of four bytes, urlencoded, and their fields. */
const bodyLimitBytes = 512 * 1024;
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 15_000;
const keepAliveMs = 10_000;

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
): Promise<{ server: FastifyInstance; ready: () => void }> {
  const server: FastifyInstance = fastify({
    loggerInstance: instance.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: 2 * requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 2_000 },
    http: { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: 500 },
    frameworkErrors: (_error, _request, reply) => {
      void (reply as FastifyReply).code(400).type('text/plain; charset=utf-8').send('Bad request\n');
    },
  });
  let isReady = false;
  const address = clientAddress(instance.settings.trustedProxies);

  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.decorateRequest('client', '');
  server.addHook('onRequest', async (request, reply) => {
    request.client = address(request.raw);
    reply.header('x-request-id', request.id);
    securityHeaders(reply, instance.settings.secure);
  });
  server.addHook('onRequest', refuseForeignWrites(instance.settings.publicUrl));
  server.addHook('onResponse', async (request, reply) => {
    // The address without its query: search words and tokens are people's own.
    const path = request.url.split('?')[0]?.replace(/[a-z2-7]{32}/g, '…');
    request.log.info(
      { method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  await server.register(underPressure, {
    maxEventLoopDelay: 2_000,
    retryAfter: 10,
    exposeStatusRoute: false,
  });
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1_024,
    brotliOptions: { params: { 1: 4 } },
  });

  server.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  server.get('/readyz', async (_request, reply) =>
    reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'starting' }),
  );

  const pages = await openPageStore(new URL('client/', dist), instance.settings.publicUrl);
  await serveFiles(server, new URL('client/', dist));
  answerWithAstro(server, instance, astro, pages);
  return {
    server,
    ready: () => {
      isReady = true;
    },
  };
}
