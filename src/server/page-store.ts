import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A prerendered page, ready to send. */
export interface StoredPage {
  etag: string;
  identity: Buffer;
  br: Buffer;
  gzip: Buffer;
}

export interface PageStore {
  /** The page of an address that ends in a slash; undefined when there is none. */
  find(path: string): Promise<StoredPage | undefined>;
}

/** What pages of the build say instead of the public address, which is known only at run time. */
export const builtOrigin = 'http://origin.invalid';

const largestStoreBytes = 96 * 1024 * 1024;
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * The prerendered pages under `client`, given the public address when first asked for and kept in
 * memory up to a bound, oldest use out first. Names are listed once, so no path of a stranger ever
 * reaches the disk.
 */
export async function openPageStore(client: URL, publicUrl: string): Promise<PageStore> {
  const folder = fileURLToPath(client);
  const known = new Set<string>();
  if (existsSync(folder))
    for await (const file of glob('**/index.html', { cwd: folder })) known.add(addressOf(file));
  const kept = new Map<string, Promise<StoredPage>>();
  let bytes = 0;

  return {
    async find(path) {
      if (!known.has(path)) return undefined;
      let page = kept.get(path);
      if (page) {
        kept.delete(path);
      } else {
        page = prepare(join(folder, path, 'index.html'), publicUrl);
        page.then(
          (ready) => (bytes += size(ready)),
          () => kept.delete(path),
        );
      }
      kept.set(path, page);
      const ready = await page;
      for (const [oldest, candidate] of kept) {
        if (bytes <= largestStoreBytes) break;
        kept.delete(oldest);
        bytes -= size(await candidate);
      }
      return ready;
    },
  };
}

const addressOf = (file: string) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`;
const size = (page: StoredPage) => page.identity.length + page.br.length + page.gzip.length;

async function prepare(file: string, publicUrl: string): Promise<StoredPage> {
  const identity = Buffer.from((await readFile(file, 'utf8')).replaceAll(builtOrigin, publicUrl));
  const [br, gz] = await Promise.all([
    brotli(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    gzipped(identity, { level: 8 }),
  ]);
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  return { etag, identity, br, gzip: gz };
}
