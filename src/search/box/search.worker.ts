import type { ArticleHit, ArticleSearch } from '../articles.ts';
import { openArticles } from '../articles.ts';
import type { Analyzer } from '../analyzer.ts';
import { loadAnalyzer } from '../languages/load.ts';
import { mostSuggestions, type Suggestion, type WorkerAnswer, type WorkerQuestion } from './messages.ts';
import { markWords } from '../passages.ts';
import type { Question } from '../query.ts';
import { fileFormat } from '../shards/bytes.ts';
import type { Manifest } from '../shards/manifest.ts';
import { openReader } from '../shards/reader.ts';

interface Opened {
  manifest: Manifest;
  articles: ArticleSearch;
  analyzers: Analyzer[];
}

/** The index is not where it was: the site has been deployed anew. */
class StaleIndexError extends Error {}

let opening: Promise<Opened> | undefined;
let current = new AbortController();

addEventListener('message', ({ data }: MessageEvent<WorkerQuestion>) => {
  current.abort();
  if ('manifest' in data) {
    opening = open(data.manifest);
    // Whoever asks hears of it.
    opening.catch(() => undefined);
  } else {
    current = new AbortController();
    void answer(data.number, data.typed, current.signal);
  }
});

async function open(manifest: Manifest): Promise<Opened> {
  if (manifest.format !== fileFormat) throw new StaleIndexError(`Format ${String(manifest.format)}`);
  const analyzers = await Promise.all(manifest.languages.map(loadAnalyzer));
  const reader = openReader(manifest, (name, again) => fetchFile(manifest.folder + name, again));
  return { manifest, articles: openArticles(reader, analyzers), analyzers };
}

async function fetchFile(address: string, again: boolean): Promise<Uint8Array> {
  const response = await fetch(address, { cache: again ? 'reload' : 'default' });
  if (response.status === 404) throw new StaleIndexError(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function answer(number: number, typed: string, signal: AbortSignal): Promise<void> {
  const say = (reply: WorkerAnswer) => {
    if (!signal.aborted) postMessage(reply);
  };
  try {
    const opened = await opening;
    if (!opened) return;
    const { question, hits } = await opened.articles.search(typed, { limit: mostSuggestions, signal });
    say({
      number,
      suggestions: hits.map((hit) => suggestionOf(opened, hit, question)),
      ...(question.mended && { mended: { words: question.mended } }),
    });
    // Texts come after the list is painted: they weigh more than all the rest, and the list does without.
    const passages = hits.map(async (hit, at) => ({
      at,
      pieces: await opened.articles.passage(hit, question),
    }));
    const came = await Promise.allSettled(passages);
    say({ number, passages: came.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])) });
  } catch (error) {
    // The box says that there are no suggestions; the form searches all the same.
    say({ trouble: error instanceof StaleIndexError ? 'stale' : 'failed' });
  }
}

function suggestionOf(
  { manifest, analyzers }: Opened,
  { card, code }: ArticleHit,
  question: Question,
): Suggestion {
  const analyzer = analyzers.find(({ locale }) => locale === card.lang);
  const marked = (text: string) =>
    analyzer ? markWords(text, analyzer, question) : [{ text, marked: false }];
  return {
    path: `/${manifest.locale}/articles/${card.slug}/`,
    title: marked(card.title),
    passage: marked(card.summary),
    lang: card.lang,
    kind: card.kind,
    products: card.products,
    code,
  };
}
