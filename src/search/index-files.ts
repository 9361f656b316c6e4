import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Content } from '../catalog/read.ts';
import { locales, type Locale } from '../i18n/locales.ts';
import { documentsOf } from './article-documents.ts';
import { analyzerOf } from './languages/all.ts';
import type { Manifest } from './shards/manifest.ts';
import { type IndexFiles, writeIndex } from './shards/write.ts';

/** Reads a file of a language's index. */
export type ReadIndex = (locale: Locale, name: string) => Promise<Uint8Array>;

const served = 'public/_search';
const manifests = '.generated/search.json';

/** Where the build leaves them for the server. */
export const builtIndexes = fileURLToPath(new URL('../../dist/client/_search', import.meta.url));

/**
 * Writes the index of every language where the build picks files up, a folder each that is named by
 * what is in it, and the manifests for the pages. Earlier folders are removed.
 */
export async function writeIndexes(content: Content): Promise<void> {
  await rm(served, { recursive: true, force: true });
  const all: Partial<Record<Locale, Manifest>> = {};
  for (const locale of locales) {
    const { manifest, files } = indexOf(content, locale);
    all[locale] = manifest;
    for (const [file, bytes] of files) {
      const path = join('public', manifest.folder, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
  }
  await mkdir(dirname(manifests), { recursive: true });
  await writeFile(manifests, JSON.stringify(all));
}

/** How the server reads indexes out of a built folder. */
export function indexesIn(folder: string): ReadIndex {
  let names: Promise<string[]> | undefined;
  return async (locale, file) => {
    names ??= readdir(folder);
    const name = (await names).find((one) => one.startsWith(`${locale}.`));
    if (!name) throw new Error(`${folder} has no search index for "${locale}": build the site`);
    return readFile(join(folder, name, file));
  };
}

const readers = new WeakMap<Content, ReadIndex>();

/** The same from the content itself, where nothing is built: in development and in tests. */
export function indexesOf(content: Content): ReadIndex {
  const built = new Map<Locale, IndexFiles['files']>();
  const fromContent: ReadIndex = (locale, name) => {
    const files = built.get(locale) ?? indexOf(content, locale).files;
    built.set(locale, files);
    const file = files.get(name);
    return file ? Promise.resolve(file) : Promise.reject(new Error(`The index has no ${name}`));
  };
  const reader = readers.get(content) ?? fromContent;
  readers.set(content, reader);
  return reader;
}

/** The files of a language's index, its manifest among them, which knows the folder by now. */
function indexOf(content: Content, locale: Locale): { manifest: Manifest; files: IndexFiles['files'] } {
  const { manifest: unplaced, files } = writeIndex({
    locale,
    documents: documentsOf(content, locale),
    analyzerOf,
    synonyms: content.synonyms[locale],
  });
  const manifest = { ...unplaced, folder: `/_search/${locale}.${hashOf(files)}/` };
  return { manifest, files: files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest))) };
}

function hashOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of files) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex').slice(0, 12);
}
