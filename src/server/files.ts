import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { storedFiles } from './page-store.ts';

const year = 31_536_000;

/** Built files by name, precompressed; those with a hash in their name never change. Pages are not among them. */
export async function serveFiles(server: FastifyInstance, client: URL): Promise<void> {
  await server.register(fastifyStatic, {
    root: fileURLToPath(client),
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    index: false,
    decorateReply: false,
    serveDotFiles: true,
    globIgnore: [...storedFiles, '**/*.{br,gz}'],
    setHeaders: (reply, path) => {
      const hashed = /[\\/](_astro|_search)[\\/]/.test(path);
      reply.header('cache-control', hashed ? `public, max-age=${year}, immutable` : 'public, max-age=3600');
    },
  });
}
