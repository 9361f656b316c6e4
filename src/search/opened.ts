import type { Instance } from '#src/accounts/context.ts';
import type { Locale } from '../i18n/locales.ts';
import { type ArticleSearch, openArticles } from './articles.ts';
import { analyzerOf } from './languages/all.ts';
import type { Manifest } from './shards/manifest.ts';
import { openReader } from './shards/reader.ts';

const opened = new WeakMap<Instance['readIndex'], Map<Locale, Promise<ArticleSearch>>>();

/** The articles of a language on the server, opened at the first question and kept. */
export function articlesIn(
  { readIndex }: Pick<Instance, 'readIndex'>,
  locale: Locale,
): Promise<ArticleSearch> {
  const byLocale = opened.get(readIndex) ?? new Map<Locale, Promise<ArticleSearch>>();
  opened.set(readIndex, byLocale);
  const known = byLocale.get(locale);
  if (known) return known;
  const opening = open((name) => readIndex(locale, name));
  byLocale.set(locale, opening);
  opening.catch(() => byLocale.delete(locale));
  return opening;
}

async function open(read: (name: string) => Promise<Uint8Array>): Promise<ArticleSearch> {
  // The file is our own build's.
  const manifest = JSON.parse(new TextDecoder().decode(await read('manifest.json'))) as Manifest;
  return openArticles(openReader(manifest, read), manifest.languages.map(analyzerOf));
}
