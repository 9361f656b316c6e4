import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import type { Instance } from '#src/accounts/context.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { startPost } from '#src/letters/post.ts';
import { locales } from '#src/i18n/locales.ts';
import { type Settings, StartError } from '#src/lib/settings.ts';
import { buildServer } from './app.ts';
import type { AstroApp } from './astro.ts';
import { startChores } from './chores.ts';
import { openInstance } from './instance.ts';
import { openLog } from './log.ts';

/** After SIGTERM: how long requests may go on, then the letter in hand, and all together. */
const requestsMs = 6_000;
const letterMs = 2_000;
const graceMs = 9_500;
const dist = new URL('../../dist/', import.meta.url);

/** True once the site has been built. */
export const isBuilt = (): boolean => existsSync(new URL('server/entry.mjs', dist));

/**
 * Serves the built site until SIGTERM or SIGINT, then finishes what is in flight and exits 0.
 * Throws StartError when something stands in the way of starting.
 */
export async function serve(settings: Settings): Promise<Instance> {
  if (!isBuilt()) throw new StartError('Nothing is built yet: run "npm run build" first.');
  const log = openLog(settings.logLevel);
  const catalog = JSON.parse(await readFile(new URL('catalog.json', dist), 'utf8')) as Catalog;
  const { app } = (await import(new URL('server/entry.mjs', dist).href)) as { app: AstroApp };
  const instance = await openInstance(settings, catalog, log);
  const { server, ready } = await buildServer(instance, app, dist);
  await listen(server, instance);
  const post = startPost(instance);
  startChores(instance);

  closeWithGrace({ delay: graceMs, logger: log as never }, async ({ err }) => {
    if (err) log.error({ err }, 'stopping after an error');
    ready(false);
    await closeServer(server, requestsMs);
    await Promise.race([post.stop(), pause(letterMs)]);
    await instance.db.close();
    log.info('stopped');
  });

  if (!settings.rateLimits)
    log.warn('RATE_LIMITS is off: anyone may write and sign in without limit. For load tests only.');
  await warmUp(server, catalog);
  ready(true);
  log.info({ url: settings.publicUrl }, 'ready');
  return instance;
}

async function listen(server: FastifyInstance, { settings, db }: Instance): Promise<void> {
  const { host, port } = settings;
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    await db.close();
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EADDRINUSE: `PORT is "${port}", which another program already listens on. Set another, or stop that program.`,
      EACCES: `PORT is "${port}", which this user may not listen on. Set one above 1023.`,
      EADDRNOTAVAIL: `HOST is "${host}", which is no address of this machine. Allowed: 127.0.0.1, 0.0.0.0 or one of its own.`,
    };
    throw new StartError(reasons[code] ?? `HOST is "${host}" and PORT is "${port}": ${message}`);
  }
}

/** Takes no more connections, lets requests end, and cuts off those that do not. */
export async function closeServer(server: FastifyInstance, requestsMs: number): Promise<void> {
  const idle = setInterval(() => {
    server.server.closeIdleConnections();
  }, 100);
  const cut = setTimeout(() => {
    server.server.closeAllConnections();
  }, requestsMs);
  await server.close();
  clearInterval(idle);
  clearTimeout(cut);
}

/** The first rendering of a page is slow: it happens here, before anyone waits for it. */
async function warmUp(server: FastifyInstance, { products }: Catalog): Promise<void> {
  const words = encodeURIComponent(products[0]?.models[0] ?? '');
  for (const locale of locales)
    for (const page of ['', 'community/', `search/?q=${words}`, 'sign-in/'])
      await server.inject({ url: `/${locale}/${page}`, headers: { 'accept-encoding': 'br' } });
}
