import type { Context } from '#src/accounts/context.ts';
import { articleKinds } from '../catalog/schemas.ts';
import { mostPages, rowsPerPage, type Search, threadKindOf } from './address.ts';
import { findThreads, noThreads, type ThreadHit, type ThreadResults } from './threads/find-threads.ts';
import { noteMiss } from './misses.ts';
import { articlesIn } from './opened.ts';
import { mendedText, type Question } from './query.ts';
import { type Found, type Row, rowsOf } from './rows.ts';

export type { Row } from './rows.ts';

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
  /** Set when nobody has what stood in quotes, and its words were looked for one by one. */
  fellBack?: 'phrase';
}

const mostTotal = mostPages * rowsPerPage;

/**
 * Searches articles and threads and gives one page of one list, best first: both kinds are as strong
 * as they fit. A page behind the last is the last. What finds nothing is added up: see misses.ts.
 */
export async function search(ctx: Context, asked: Search): Promise<Results> {
  const found = await find(ctx, asked);
  const { question, hits, fellBack } = found;
  if (hits.length === 0) await noteMiss(ctx, asked);
  const total = Math.min(hits.length, mostTotal);
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  const page = Math.min(asked.page, pages);
  const shown = hits.slice((page - 1) * rowsPerPage, Math.min(page * rowsPerPage, total));
  return {
    text: question.text,
    cut: question.cut,
    mended: question.mended,
    rows: await rowsOf(ctx, found, shown),
    page,
    pages,
    total,
    ...(fellBack && { fellBack }),
  };
}

/** What stands under a field while somebody types: articles, then threads, solved ones first. */
export async function suggest(
  ctx: Context,
  typed: string,
  { product, kind }: Partial<Pick<Search, 'product' | 'kind'>> = {},
): Promise<Row[]> {
  const found = await find(ctx, { typed, product, kind });
  const articles = found.hits.filter((hit) => 'card' in hit).slice(0, mostSuggested);
  const threads = found.hits.filter((hit) => 'thread' in hit);
  const least = leastSolvedShare * (threads[0]?.strength ?? 0);
  const isFirst = ({ thread, strength }: ThreadHit) => thread.state === 'solved' && strength >= least;
  const solvedFirst = threads.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  const most = kind === 'threads' ? mostThreadsInBox : mostSuggested;
  return rowsOf(ctx, found, [...articles, ...solvedFirst.slice(0, most)]);
}

const mostSuggested = 4;
/** The search box has its articles from elsewhere, and little room. */
const mostThreadsInBox = 3;
/** Of the best thread: nothing far-fetched comes first because it is solved. */
const leastSolvedShare = 0.4;

/** Articles of the reader's language, or of the one asked for, and threads. */
async function find(
  ctx: Context,
  { typed, product, kind, language, exact = false }: Pick<Search, 'typed'> & Partial<Search>,
): Promise<Found & { fellBack: Results['fellBack'] }> {
  const locale = language ?? ctx.locale;
  const articles = await articlesIn(ctx, locale);
  const { question, withoutPhrase, ...found } = await articles.search(typed, {
    product,
    kind: articleKinds.find((one) => one === kind),
    language,
    exact,
    limit: mostTotal,
  });
  const threadKind = threadKindOf(kind);
  const onlyThreads = kind === 'threads' || threadKind !== undefined;
  const wantsThreads = kind === undefined || onlyThreads;
  const threads = wantsThreads
    ? await findThreads(ctx, question, { product, kind: threadKind, language, exact })
    : noThreads;
  const articleHits = onlyThreads ? [] : found.hits;
  const slips = slipsOf(question, threads);
  // A word that threads use is no slip, though no article has it: articles with another word mean less.
  const isDoubtful = question.mended !== undefined && slips.size === 0;
  const weighed = articleHits.map((hit) =>
    isDoubtful ? { ...hit, strength: hit.strength * doubtfulShare } : hit,
  );
  const hasPhrase = question.phrases.length > 0;
  const quoting = hasPhrase ? await threads.quoting(question.phrases) : threads.hits;
  const isNowhere = hasPhrase && (withoutPhrase || onlyThreads) && quoting.length === 0;
  const hits = [
    ...(hasPhrase && withoutPhrase && !isNowhere ? [] : weighed),
    ...(isNowhere ? threads.hits : quoting),
  ].sort((a, b) => b.strength - a.strength);
  const mended =
    slips.size > 0 && hits.length > 0
      ? mendedText(question, ({ word }) => slips.get(word.folded))
      : undefined;
  return {
    ...{ locale, articles, threads, hits },
    question: { ...question, mended },
    fellBack: isNowhere && hits.length > 0 ? 'phrase' : undefined,
  };
}

const doubtfulShare = 0.5;

/** What each slip was taken for, by the word as typed, folded. */
function slipsOf({ asked }: Question, { known, mended }: ThreadResults): Map<string, string> {
  const slips = new Map<string, string>();
  for (const { word, mended: byArticles } of asked) {
    // What only threads could mend: articles know nothing like it.
    const byThreads = mended.get(word.folded);
    const instead = known.has(word.folded) ? undefined : (byArticles ?? byThreads);
    if (instead !== undefined) slips.set(word.folded, instead);
  }
  return slips;
}
