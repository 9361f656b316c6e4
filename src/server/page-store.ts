import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** A prerendered page or document, ready to send. */
export interface StoredPage {
  type: string;
  etag: string;
  identity: Buffer;
  br: Buffer;
  gzip: Buffer;
}

export interface PageStore {
  /** The page of an address, `/en/` or `/sitemap.xml`; undefined when there is none. */
  find(path: string): Promise<StoredPage | undefined>;
  has(path: string): boolean;
}

/** What pages of the build say instead of the public address, which is known only at run time. */
export const builtOrigin = 'http://origin.invalid';

/** Built files that may name the public address; folders that begin with `_` hold assets, which do not. */
export const storedFiles = ['{*,{[!_]*,.well-known}/**/*}.{html,xml,txt,json,webmanifest}'];

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};
const largestStoreBytes = 64 * 1024 * 1024;
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * The prerendered pages and documents under `client`, given the public address when first asked
 * for and kept in memory up to a bound, oldest use out first. Names are listed once, so no path of
 * a stranger ever reaches the disk.
 */
export async function openPageStore(client: URL, publicUrl: string): Promise<PageStore> {
  const folder = fileURLToPath(client);
  const files = new Map<string, string>();
  if (existsSync(folder))
    for await (const file of glob(storedFiles, { cwd: folder }))
      files.set(addressOf(file), join(folder, file));
  const kept = new LRUCache<string, StoredPage>({
    maxSize: largestStoreBytes,
    sizeCalculation: (page) => page.identity.length + page.br.length + page.gzip.length,
    fetchMethod: (path) => prepare(files.get(path) ?? '', publicUrl),
  });
  return {
    find: async (path) => (files.has(path) ? kept.fetch(path) : undefined),
    has: (path) => files.has(path),
  };
}

const addressOf = (file: string) => `/${file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')}`;

async function prepare(file: string, publicUrl: string): Promise<StoredPage> {
  const identity = Buffer.from((await readFile(file, 'utf8')).replaceAll(builtOrigin, publicUrl));
  const [br, gz] = await Promise.all([
    brotli(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    gzipped(identity, { level: 8 }),
  ]);
  // Weak: the three codings share it.
  const etag = `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  return { type: types[extname(file)] ?? 'application/octet-stream', etag, identity, br, gzip: gz };
}
