import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { storedFiles } from './page-store.ts';

const year = 31_536_000;

/** A file of a search index: a folder named by what is in it, a kind, a number. */
const indexFile =
  /^[a-z]{2}\.[0-9a-f]{12}\/(?:manifest\.json|(?:terms|words|ends)\/\d+\.bin|(?:cards|texts)\/\d+\.json)$/;

/**
 * Built files by name, precompressed; those with a hash in their name or their folder's never change.
 * Pages are not among them.
 */
export async function serveFiles(server: FastifyInstance, client: URL): Promise<void> {
  const root = fileURLToPath(client);
  await server.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    index: false,
    serveDotFiles: true,
    // An index has files for every article: they are served by their pattern, below.
    globIgnore: [...storedFiles, '_search/**', '**/*.{br,gz}'],
    setHeaders: (reply, path) => {
      const hashed = /[\\/](_astro|_search)[\\/]/.test(path);
      reply.header('cache-control', hashed ? `public, max-age=${year}, immutable` : 'public, max-age=3600');
    },
  });
  server.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    url: '/_search/*',
    handler: (request, reply) => {
      const file = request.params['*'];
      return indexFile.test(file) ? reply.sendFile(`_search/${file}`) : reply.callNotFound();
    },
  });
}
