import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import type { Instance } from '#src/accounts/context.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { startPost } from '#src/letters/post.ts';
import { locales } from '#src/i18n/locales.ts';
import type { Settings } from '#src/lib/settings.ts';
import { buildServer } from './app.ts';
import type { AstroApp } from './astro.ts';
import { openInstance } from './instance.ts';

const graceMs = 10_000;
const dist = new URL('../../dist/', import.meta.url);

/** True once the site has been built. */
export const isBuilt = (): boolean => existsSync(new URL('server/entry.mjs', dist));

/** Serves the built site until SIGTERM or SIGINT, then finishes what is in flight and exits 0. */
export async function serve(settings: Settings): Promise<Instance> {
  const log = pino({ level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const catalog = JSON.parse(await readFile(new URL('catalog.json', dist), 'utf8')) as Catalog;
  const { app } = (await import(new URL('server/entry.mjs', dist).href)) as { app: AstroApp };
  const instance = await openInstance(settings, catalog, log);
  const { server, ready } = await buildServer(instance, app, dist);
  const post = startPost(instance);

  closeWithGrace({ delay: graceMs, logger: log as never }, async ({ err }) => {
    if (err) log.error({ err }, 'stopping after an error');
    const idle = setInterval(() => {
      server.server.closeIdleConnections();
    }, 100);
    await server.close();
    clearInterval(idle);
    await post.stop();
    await instance.db.close();
  });

  await server.listen({ host: settings.host, port: settings.port });
  if (!settings.rateLimits)
    log.warn('RATE_LIMITS is off: anyone may write and sign in without limit. For load tests only.');
  await warmUp(settings);
  ready();
  log.info({ url: settings.publicUrl }, 'ready');
  return instance;
}

/** The first rendering of a page is slow: it happens here, before anyone waits for it. */
async function warmUp({ port, host }: Settings): Promise<void> {
  const origin = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
  for (const locale of locales)
    await fetch(`${origin}/${locale}/refused/`).then((response) => response.arrayBuffer());
}
