import { readContent } from '#src/catalog/read.ts';
import { type Locale, locales } from '#src/i18n/locales.ts';
import { type ArticleSearch, openArticles } from '#src/search/articles.ts';
import { buildIndex } from '#src/search/build-index.ts';
import type { IndexFile } from '#src/search/index-file.ts';
import { analyzerOf } from '#src/search/languages/all.ts';

const content = await readContent('content');

/** The index of the demo's articles as it travels: through JSON. */
export function indexOf(locale: Locale): IndexFile {
  return JSON.parse(JSON.stringify(buildIndex(content, locale))) as IndexFile;
}

const searches = Object.fromEntries(
  locales.map((locale) => [locale, openArticles(indexOf(locale), analyzerOf(locale), analyzerOf('en'))]),
) as Record<Locale, ArticleSearch>;

/** The slugs that a query finds, best first. */
export const found = (locale: Locale, typed: string): string[] =>
  searches[locale].search(typed).hits.map(({ card }) => card.slug);

export { searches };
