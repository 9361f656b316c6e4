import { readContent } from '#src/catalog/read.ts';
import { type Locale, locales } from '#src/i18n/locales.ts';
import type { ArticleSearch } from '#src/search/articles.ts';
import { indexesOf } from '#src/search/index-files.ts';
import { articlesIn } from '#src/search/opened.ts';

export const content = await readContent('content');
const readIndex = indexesOf(content);

/** The articles of the demo, ready to search. */
export const searches = Object.fromEntries(
  await Promise.all(
    locales.map(async (locale) => [locale, await articlesIn({ readIndex }, locale)] as const),
  ),
) as Record<Locale, ArticleSearch>;

/** The slugs that a query finds, best first. */
export async function found(locale: Locale, typed: string): Promise<string[]> {
  const { hits } = await searches[locale].search(typed);
  return hits.map(({ card }) => card.slug);
}
