import type { ArticleKind } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';
import { type ArticleSearch, openArticles } from './articles.ts';
import type { IndexFile } from './index-file.ts';
import { loadAnalyzer } from './languages/load.ts';

/** First where the index is, then what was typed, numbered, so that a late answer can be told. */
export type WorkerQuestion = { index: string; locale: Locale } | { number: number; typed: string };

/** One answer a question; `trouble` when the index cannot be had or read. */
export type WorkerAnswer = { number: number; suggestions: Suggestion[] } | { trouble: true };

export interface Suggestion {
  slug: string;
  title: string;
  lang: Locale;
  kind: ArticleKind;
  /** Names in the reader's language; none where it is about everything. */
  products: string[];
  code: string | undefined;
}

/** What fits on a phone above the keyboard. */
const mostSuggestions = 6;

let opening: Promise<ArticleSearch> | undefined;

addEventListener('message', ({ data }: MessageEvent<WorkerQuestion>) => {
  if ('index' in data) {
    opening = open(data.index, data.locale);
    // Whoever asks hears of it.
    opening.catch(() => undefined);
  } else void answer(data.number, data.typed);
});

async function open(address: string, locale: Locale): Promise<ArticleSearch> {
  const [file, own, english] = await Promise.all([
    fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.json() as Promise<IndexFile>;
    }),
    loadAnalyzer(locale),
    loadAnalyzer('en'),
  ]);
  return openArticles(file, own, english);
}

async function answer(number: number, typed: string): Promise<void> {
  let reply: WorkerAnswer = { trouble: true };
  try {
    const articles = await opening;
    if (articles) reply = { number, suggestions: suggestionsOf(articles, typed) };
  } catch {
    // The box says that there are no suggestions; the form searches all the same.
  }
  postMessage(reply);
}

function suggestionsOf({ search, products }: ArticleSearch, typed: string): Suggestion[] {
  const everything = Object.keys(products).length;
  return search(typed)
    .hits.slice(0, mostSuggestions)
    .map(({ card: { slug, title, lang, kind, products: about }, code }) => ({
      slug,
      title,
      lang,
      kind,
      code,
      products: about.length < everything ? about.map((one) => products[one]?.name ?? '') : [],
    }));
}
