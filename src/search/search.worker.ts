import type { Analyzer } from './analyzer.ts';
import { type ArticleSearch, openArticles } from './articles.ts';
import type { IndexFile } from './index-file.ts';
import { loadAnalyzer } from './languages/load.ts';
import type { Manifest, Suggestion, WorkerAnswer, WorkerQuestion } from './messages.ts';
import { markWords } from './passages.ts';

/** What fits on a phone above the keyboard. */
const mostSuggestions = 6;

interface Opened {
  articles: ArticleSearch;
  own: Analyzer;
  english: Analyzer;
}

/** The index is not where it was: the site has been deployed anew. */
class Stale extends Error {}

let opening: Promise<Opened> | undefined;

addEventListener('message', ({ data }: MessageEvent<WorkerQuestion>) => {
  if ('manifest' in data) {
    opening = open(data);
    // Whoever asks hears of it.
    opening.catch(() => undefined);
  } else void answer(data.number, data.typed);
});

async function open({ manifest, locale }: Extract<WorkerQuestion, { manifest: Manifest }>): Promise<Opened> {
  const [file, own, english] = await Promise.all([
    fetch(manifest).then((response) => {
      if (response.status === 404) throw new Stale(manifest);
      if (!response.ok) throw new Error(`${manifest}: ${response.status}`);
      return response.json() as Promise<IndexFile>;
    }),
    loadAnalyzer(locale),
    loadAnalyzer('en'),
  ]);
  return { articles: openArticles(file, own, english), own, english };
}

async function answer(number: number, typed: string): Promise<void> {
  let reply: WorkerAnswer = { trouble: 'failed' };
  try {
    const opened = await opening;
    if (opened) reply = { number, ...suggest(opened, typed) };
  } catch (error) {
    // The box says that there are no suggestions; the form searches all the same.
    if (error instanceof Stale) reply = { trouble: 'stale' };
  }
  postMessage(reply);
}

function suggest({ articles, own, english }: Opened, typed: string) {
  const { question, hits } = articles.search(typed);
  const suggestions = hits.slice(0, mostSuggestions).map(({ card, code }): Suggestion => {
    const analyzer = card.lang === own.locale ? own : english;
    return {
      path: `/${own.locale}/articles/${card.slug}/`,
      title: markWords(card.title, analyzer, question),
      passage: markWords(card.summary, analyzer, question),
      lang: card.lang,
      kind: card.kind,
      products: card.products,
      code,
    };
  });
  return { suggestions, ...(question.mended && { mended: { words: question.mended } }) };
}
