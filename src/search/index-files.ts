import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Content } from '../catalog/read.ts';
import { locales, type Locale } from '../i18n/locales.ts';
import { buildIndex } from './build-index.ts';

const served = 'public/_search';
const manifest = '.generated/search.json';

/** Where the build leaves them for the server. */
export const builtIndexes = fileURLToPath(new URL('../../dist/client/_search', import.meta.url));

/**
 * Writes the index of every language where the build picks files up, each named by its content,
 * and the names for whoever asks for them. Earlier files are removed.
 */
export async function writeIndexes(content: Content): Promise<void> {
  await rm(served, { recursive: true, force: true });
  await mkdir(served, { recursive: true });
  await mkdir('.generated', { recursive: true });
  const names: Partial<Record<Locale, string>> = {};
  for (const locale of locales) {
    const text = JSON.stringify(buildIndex(content, locale));
    const name = `${locale}.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`;
    await writeFile(join(served, name), text);
    names[locale] = name;
  }
  await writeFile(manifest, JSON.stringify(names));
}

/** How the server reads the index of a language out of a built folder. */
export function indexesIn(folder: string): (locale: Locale) => Promise<string> {
  return async (locale) => {
    const name = (await readdir(folder)).find(
      (file) => file.startsWith(`${locale}.`) && file.endsWith('.json'),
    );
    if (!name) throw new Error(`${folder} has no search index for "${locale}": build the site`);
    return readFile(join(folder, name), 'utf8');
  };
}

const readers = new WeakMap<Content, (locale: Locale) => Promise<string>>();

/** The same from the content itself, where nothing is built: in development and in tests. */
export function indexesOf(content: Content): (locale: Locale) => Promise<string> {
  const reader =
    readers.get(content) ?? ((locale) => Promise.resolve(JSON.stringify(buildIndex(content, locale))));
  readers.set(content, reader);
  return reader;
}
