import type { ThreadState } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { findArticle, readable } from '../catalog/catalog.ts';
import type { Locale } from '../i18n/locales.ts';
import type { ResultKind, Search } from './address.ts';
import type { ArticleHit } from './articles.ts';
import { findThreads, textsOf, type ThreadHit } from './find-threads.ts';
import { analyzerOf } from './languages/all.ts';
import { articlesIn } from './opened.ts';
import { markWords, passage, type Piece, wordsOfHtml } from './passages.ts';
import type { Question } from './query.ts';

/** A result as a page shows it. */
export interface Row {
  path: string;
  title: string;
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
  rows: Row[];
  /** True when there is more than the best. */
  more: boolean;
}

const mostRows = 25;
/** Two lines on a phone. */
const passageLength = 170;

/** Searches articles and threads and gives one list, best first. */
export async function search(ctx: Context, { typed, product, kind }: Search): Promise<Results> {
  const { question, hits } = await find(ctx, typed, product, kind);
  const rows = await rowsOf(ctx, question, hits.slice(0, mostRows));
  return {
    text: question.text,
    cut: question.cut,
    mended: question.mended,
    rows,
    more: hits.length > mostRows,
  };
}

/** What may answer a question that is being asked: articles, then threads, solved ones first. */
export async function suggest(ctx: Context, typed: string, product: string | undefined): Promise<Row[]> {
  const { question, hits } = await find(ctx, typed, product, undefined);
  const articles = hits.filter((hit) => 'card' in hit).slice(0, mostSuggested);
  const threads = hits.filter((hit) => 'thread' in hit);
  const solvedFirst = threads.toSorted((a, b) => Number(isSolved(b)) - Number(isSolved(a)));
  return rowsOf(ctx, question, [...articles, ...solvedFirst.slice(0, mostSuggested)]);
}

const mostSuggested = 4;
const isSolved = ({ thread }: ThreadHit) => thread.state === 'solved';

async function find(
  ctx: Context,
  typed: string,
  product: string | undefined,
  kind: ResultKind | undefined,
): Promise<{ question: Question; hits: (ArticleHit | ThreadHit)[] }> {
  const articles = await articlesIn(ctx, ctx.locale);
  const found = articles.search(typed, { product, kind: kind === 'threads' ? undefined : kind });
  const wantsThreads = kind === undefined || kind === 'threads';
  const threads = wantsThreads
    ? await findThreads(ctx, found.question, { product })
    : { hits: [], known: new Set<string>(), mended: new Map<string, string>() };
  const articleHits = kind === 'threads' ? [] : found.hits;
  const best = (hits: (ArticleHit | ThreadHit)[]) => hits.sort((a, b) => b.strength - a.strength);
  const { mended, asked } = found.question;
  const isSlip = asked.some(({ word, mended }) => mended !== undefined && !threads.known.has(word.folded));
  if (mended === undefined || isSlip)
    return { question: found.question, hits: best([...articleHits, ...threads.hits]) };
  // A word that threads use is no slip, though no article has it: articles with another word mean less.
  const doubtful = articleHits.map((hit) => ({ ...hit, strength: hit.strength * doubtfulShare }));
  return { question: { ...found.question, mended: undefined }, hits: best([...doubtful, ...threads.hits]) };
}

const doubtfulShare = 0.5;

async function rowsOf(ctx: Context, question: Question, hits: (ArticleHit | ThreadHit)[]): Promise<Row[]> {
  const ids = hits.flatMap((hit) => ('thread' in hit ? [hit.thread.id] : []));
  const texts = ids.length > 0 ? await textsOf(ctx, ids) : new Map<number, string>();
  return hits.map((hit) =>
    'card' in hit ? articleRow(ctx, question, hit) : threadRow(ctx, question, hit, texts.get(hit.thread.id)),
  );
}

function articleRow({ catalog, locale }: Context, question: Question, { card, code }: ArticleHit): Row {
  const article = findArticle(catalog, card.slug);
  return {
    path: `/${locale}/articles/${card.slug}/`,
    title: card.title,
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
    locale: thread.locale,
    passage: passage(wordsOfHtml(html), analyzerOf(thread.locale), question, passageLength),
    kind: 'threads',
    products: thread.product === null ? [] : [thread.product],
    code: undefined,
    reviewed: undefined,
    thread: { state: thread.state ?? 'unanswered', activeAt: thread.activeAt },
  };
}
