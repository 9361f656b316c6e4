import type { Instance } from '#src/accounts/context.ts';
import type { Locale } from '../i18n/locales.ts';
import { type ArticleSearch, openArticles } from './articles.ts';
import type { IndexFile } from './index-file.ts';
import { analyzerOf } from './languages/all.ts';

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
  const opening = readIndex(locale).then((text) =>
    // The file is our own build's; openArticles refuses another format.
    openArticles(JSON.parse(text) as IndexFile, analyzerOf(locale), analyzerOf('en')),
  );
  byLocale.set(locale, opening);
  opening.catch(() => byLocale.delete(locale));
  return opening;
}
