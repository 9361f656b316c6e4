import type { ThreadKind, ThreadState } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { findArticle, readable } from '../catalog/catalog.ts';
import type { ArticleKind } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';
import type { ArticleHit, ArticleSearch } from './articles.ts';
import type { ThreadHit, ThreadResults } from './threads/find-threads.ts';
import { analyzerOf } from './languages/all.ts';
import { markWords, passage, passageLength, type Piece, wordsOfHtml } from './passages.ts';
import type { Question } from './query.ts';

/** A result as a page shows it. */
export interface Row {
  path: string;
  title: string;
  /** The title, marked. */
  heading: Piece[];
  /** The language of its words. */
  locale: Locale;
  passage: Piece[];
  kind: ArticleKind | 'threads';
  /** Slugs; empty where it is about all of them or none. */
  products: string[];
  /** The error code it was found by. */
  code: string | undefined;
  /** Of an article: the calendar date on which it was last reviewed. */
  reviewed: string | undefined;
  /** Of a thread: where it stands, and when something was last said. */
  thread: { kind: ThreadKind; state: ThreadState | null; activeAt: number } | undefined;
}

/** Articles and threads that answer a question, and where their texts are. */
export interface Found {
  question: Question;
  hits: (ArticleHit | ThreadHit)[];
  /** The language in which articles were searched. */
  locale: Locale;
  articles: ArticleSearch;
  threads: ThreadResults;
}

/** Some of what was found, with the passages that say why. */
export async function rowsOf(ctx: Context, found: Found, hits: Found['hits']): Promise<Row[]> {
  const ids = hits.flatMap((hit) => ('thread' in hit ? [hit.thread.id] : []));
  const texts = await found.threads.texts(ids);
  return Promise.all(
    hits.map(async (hit) =>
      'card' in hit ? articleRow(ctx, found, hit) : threadRow(ctx, found, hit, texts.get(hit.thread.id)),
    ),
  );
}

async function articleRow(
  { catalog }: Context,
  { question, articles, locale }: Found,
  hit: ArticleHit,
): Promise<Row> {
  const { card, code } = hit;
  const article = findArticle(catalog, card.slug);
  return {
    path: `/${locale}/articles/${card.slug}/`,
    title: card.title,
    heading: markWords(card.title, analyzerOf(card.lang), question),
    locale: card.lang,
    passage: await articles.passage(hit, question),
    kind: card.kind,
    products: card.products.length < catalog.products.length ? card.products : [],
    code,
    reviewed: article && readable(article, locale).reviewed,
    thread: undefined,
  };
}

function threadRow({ locale }: Context, found: Found, { thread }: ThreadHit, html = ''): Row {
  const analyzer = analyzerOf(thread.locale);
  const question = withTried(found);
  return {
    path: `/${locale}/community/${thread.id}/${thread.slug}/`,
    title: thread.title,
    heading: markWords(thread.title, analyzer, question),
    locale: thread.locale,
    passage: passage(wordsOfHtml(html), analyzer, question, passageLength),
    kind: 'threads',
    products: thread.product === null ? [] : [thread.product],
    code: undefined,
    reviewed: undefined,
    thread: { kind: thread.kind, state: thread.state, activeAt: thread.activeAt },
  };
}

/** The question with the words that only threads have beside it, to be marked like its own. */
function withTried({ question, threads: { tried } }: Found): Question {
  const asked = question.asked.map((one) => ({
    ...one,
    also: [...one.also, ...(tried.get(one.word.folded) ?? [])],
  }));
  return { ...question, asked };
}
