import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterEach } from 'vitest';
import type { Instance } from '#src/accounts/context.ts';
import { locales } from '#src/i18n/locales.ts';
import { buildServer } from '#src/server/app.ts';
import { openLog } from '#src/server/log.ts';
import { builtOrigin } from '#src/server/page-store.ts';
import { problemStatuses } from '#src/server/problems.ts';
import { newSite, type TestSite } from './site.ts';

type Render = (
  request: Request,
  locals: { instance: Instance; address: string },
) => Response | Promise<Response>;

export interface TestServer extends TestSite {
  server: FastifyInstance;
  /** Every line of the log so far. */
  logged: Record<string, unknown>[];
  /** Listens on a free port of loopback, and gives it. */
  listen(): Promise<number>;
}

const folders: string[] = [];
const servers: FastifyInstance[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.server.closeAllConnections();
    await server.close();
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * The server in front of a small built site: front and error pages in every language, a style
 * sheet, `robots.txt`, a site map, and secrets beside them. `pages` are what Astro would render,
 * by path.
 */
export async function newServer(
  pages: Record<string, Render> = {},
  env: Record<string, string> = {},
): Promise<TestServer> {
  const logged: Record<string, unknown>[] = [];
  const log = openLog('debug', { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  const site = await newSite(env, log);
  const { instance } = site;
  const { server, ready } = await buildServer(
    instance,
    {
      match: (request) => (Object.hasOwn(pages, new URL(request.url).pathname) ? {} : undefined),
      render: async (request, { locals }) => {
        const page = pages[new URL(request.url).pathname];
        if (!page) throw new Error('no such page');
        return page(request, locals as { instance: Instance; address: string });
      },
      logger: { setDestination: () => undefined },
    },
    pathToFileURL(`${smallSite()}/dist/`),
  );
  ready(true);
  servers.push(server);
  return {
    ...site,
    server,
    logged,
    listen: async () => {
      await server.listen({ host: '127.0.0.1', port: 0 });
      const bound = server.server.address();
      return typeof bound === 'object' && bound ? bound.port : 0;
    },
  };
}

export const styleSheet = 'body { color: black }\n'.repeat(100);

function smallSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-dist-'));
  folders.push(folder);
  const put = (path: string, bytes: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  for (const locale of locales) {
    const page = (words: string) => `<!doctype html><html lang="${locale}"><p>${words}</p>`;
    put(
      `dist/client/${locale}/index.html`,
      page(`front page of ${locale} <link href="${builtOrigin}/${locale}/">`.padEnd(3_000)),
    );
    for (const status of problemStatuses)
      put(`dist/client/${locale}/error/${status}/index.html`, page(`problem ${status} in ${locale}`));
  }
  put('dist/client/_astro/style.B1CkBzcD.css', styleSheet);
  put('dist/client/_astro/style.B1CkBzcD.css.br', brotliCompressSync(styleSheet));
  put('dist/client/_astro/style.B1CkBzcD.css.gz', gzipSync(styleSheet));
  put('dist/client/_search/en.0123456789ab/terms/0.bin', styleSheet);
  put('dist/client/_search/en.0123456789ab/terms/0.bin.br', brotliCompressSync(styleSheet));
  put('dist/client/favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  put('dist/client/robots.txt', `Sitemap: ${builtOrigin}/sitemap.xml\n`);
  put('dist/client/sitemap.xml', `<urlset><loc>${builtOrigin}/en/</loc></urlset>`);
  put('dist/client/.well-known/security.txt', 'Contact: mailto:help@example.com\n');
  for (const secret of [
    'dist/catalog.json',
    'dist/server/entry.mjs',
    '.env',
    'data/aftercare.db',
    '.git/config',
  ])
    put(secret, 'secret');
  return folder;
}

/** Sends bytes as they are and gives everything that comes back until the server closes, or until `enough`. */
export function raw(port: number, bytes: string, enough = /$^/): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      answer += part;
      if (enough.test(answer)) socket.destroy();
    });
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
  });
}
