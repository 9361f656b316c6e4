import type { ThreadState } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { findArticle, readable } from '../catalog/catalog.ts';
import type { Locale } from '../i18n/locales.ts';
import { mostPages, type ResultKind, rowsPerPage, type Search } from './address.ts';
import type { ArticleHit } from './articles.ts';
import { findThreads, textsOf, type ThreadHit, type ThreadResults } from './find-threads.ts';
import { analyzerOf } from './languages/all.ts';
import { noteMiss } from './misses.ts';
import { articlesIn } from './opened.ts';
import { markWords, passage, type Piece, wordsOfHtml } from './passages.ts';
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
  kind: ResultKind;
  /** Slugs; empty where it is about all of them or none. */
  products: string[];
  /** The error code it was found by. */
  code: string | undefined;
  /** Of an article: the calendar date on which it was last reviewed. */
  reviewed: string | undefined;
  /** Of a thread: where it stands, and when something was last said. */
  thread: { state: ThreadState; activeAt: number } | undefined;
}

export interface Results {
  /** What was searched, as typed. */
  text: string;
  /** True when the rest of what was typed was left out. */
  cut: boolean;
  /** The words with their slips mended, where that is how something was found. */
  mended: string | undefined;
  /** Those of one page. */
  rows: Row[];
  page: number;
  pages: number;
  /** Of all pages; nobody reads further than the last of them. */
  total: number;
}

const mostTotal = mostPages * rowsPerPage;
/** Two lines on a phone. */
const passageLength = 170;

/**
 * Searches articles and threads and gives one page of one list, best first: both kinds are as strong
 * as they fit. A page behind the last is the last. What finds nothing is added up: see misses.ts.
 */
export async function search(ctx: Context, asked: Search): Promise<Results> {
  const { question, hits } = await find(ctx, asked);
  if (hits.length === 0) await noteMiss(ctx, asked);
  const total = Math.min(hits.length, mostTotal);
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  const page = Math.min(asked.page, pages);
  const shown = hits.slice((page - 1) * rowsPerPage, Math.min(page * rowsPerPage, total));
  return {
    text: question.text,
    cut: question.cut,
    mended: question.mended,
    rows: await rowsOf(ctx, question, shown, asked.language ?? ctx.locale),
    page,
    pages,
    total,
  };
}

/** What stands under a field while somebody types: articles, then threads, solved ones first. */
export async function suggest(
  ctx: Context,
  typed: string,
  { product, kind }: Partial<Pick<Search, 'product' | 'kind'>> = {},
): Promise<Row[]> {
  const { question, hits } = await find(ctx, { typed, product, kind });
  const articles = hits.filter((hit) => 'card' in hit).slice(0, mostSuggested);
  const threads = hits.filter((hit) => 'thread' in hit);
  const least = leastSolvedShare * (threads[0]?.strength ?? 0);
  const isFirst = ({ thread, strength }: ThreadHit) => thread.state === 'solved' && strength >= least;
  const solvedFirst = threads.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  const most = kind === 'threads' ? mostThreadsInBox : mostSuggested;
  return rowsOf(ctx, question, [...articles, ...solvedFirst.slice(0, most)], ctx.locale);
}

const mostSuggested = 4;
/** The search box has its articles from elsewhere, and little room. */
const mostThreadsInBox = 3;
/** Of the best thread: nothing far-fetched comes first because it is solved. */
const leastSolvedShare = 0.4;

interface Found {
  question: Question;
  hits: (ArticleHit | ThreadHit)[];
}

/** Articles of the reader's language, or of the one asked for, and threads. */
async function find(
  ctx: Context,
  { typed, product, kind, language, exact = false }: Pick<Search, 'typed'> & Partial<Search>,
): Promise<Found> {
  const articles = await articlesIn(ctx, language ?? ctx.locale);
  const found = await articles.search(typed, {
    product,
    kind: kind === 'threads' ? undefined : kind,
    language,
    exact,
    limit: mostTotal,
  });
  const wantsThreads = kind === undefined || kind === 'threads';
  const threads = wantsThreads
    ? await findThreads(ctx, found.question, { product, language, exact })
    : { hits: [], known: new Set<string>(), mended: new Map<string, string>() };
  const articleHits = kind === 'threads' ? [] : found.hits;
  const slips = slipsOf(found.question, threads);
  // A word that threads use is no slip, though no article has it: articles with another word mean less.
  const isDoubtful = found.question.mended !== undefined && slips.size === 0;
  const hits = [
    ...articleHits.map((hit) => (isDoubtful ? { ...hit, strength: hit.strength * doubtfulShare } : hit)),
    ...threads.hits,
  ].sort((a, b) => b.strength - a.strength);
  const isMended = slips.size > 0 && hits.length > 0;
  const mended = isMended ? mendedText(found.question, slips) : undefined;
  return { question: { ...found.question, mended }, hits };
}

const doubtfulShare = 0.5;

/** What each slip was taken for, by the word as typed, folded. */
function slipsOf({ asked }: Question, { known, mended }: Omit<ThreadResults, 'hits'>): Map<string, string> {
  const slips = new Map<string, string>();
  for (const { word, also, mended: byArticles } of asked) {
    // What only threads could mend: articles know nothing like it.
    const byThreads = also.length === 0 ? mended.get(word.folded) : undefined;
    const instead = known.has(word.folded) ? undefined : (byArticles ?? byThreads);
    if (instead !== undefined) slips.set(word.folded, instead);
  }
  return slips;
}

function mendedText({ text, asked }: Question, slips: Map<string, string>): string {
  let mended = '';
  let from = 0;
  for (const { word } of asked) {
    mended += text.slice(from, word.start) + (slips.get(word.folded) ?? text.slice(word.start, word.end));
    from = word.end;
  }
  return mended + text.slice(from);
}

async function rowsOf(
  ctx: Context,
  question: Question,
  hits: Found['hits'],
  articleLocale: Locale,
): Promise<Row[]> {
  const ids = hits.flatMap((hit) => ('thread' in hit ? [hit.thread.id] : []));
  const texts = ids.length > 0 ? await textsOf(ctx, ids) : new Map<number, string>();
  return hits.map((hit) =>
    'card' in hit
      ? articleRow(ctx, question, hit, articleLocale)
      : threadRow(ctx, question, hit, texts.get(hit.thread.id)),
  );
}

function articleRow(
  { catalog }: Context,
  question: Question,
  { card, code }: ArticleHit,
  locale: Locale,
): Row {
  const article = findArticle(catalog, card.slug);
  return {
    path: `/${locale}/articles/${card.slug}/`,
    title: card.title,
    heading: markWords(card.title, analyzerOf(card.lang), question),
    locale: card.lang,
    passage: markWords(card.summary, analyzerOf(card.lang), question),
    kind: card.kind,
    products: card.products.length < catalog.products.length ? card.products : [],
    code,
    reviewed: article && readable(article, locale).reviewed,
    thread: undefined,
  };
}

function threadRow({ locale }: Context, question: Question, { thread }: ThreadHit, html = ''): Row {
  return {
    path: `/${locale}/community/${thread.id}/${thread.slug}/`,
    title: thread.title,
    heading: markWords(thread.title, analyzerOf(thread.locale), question),
    locale: thread.locale,
    passage: passage(wordsOfHtml(html), analyzerOf(thread.locale), question, passageLength),
    kind: 'threads',
    products: thread.product === null ? [] : [thread.product],
    code: undefined,
    reviewed: undefined,
    thread: { state: thread.state ?? 'unanswered', activeAt: thread.activeAt },
  };
}
