import { sql } from 'drizzle-orm';
import { type ThreadKind, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import type { Locale } from '../../i18n/locales.ts';
import { analyzerOf } from '../languages/all.ts';
import { postingsOf, type Reach, rowsWith } from './postings.ts';
import type { Question } from '../query.ts';
import { type Manner, seek, type SoughtWord } from './sought.ts';
import { type Reading, tellingTexts, threadsQuoting } from './passages.ts';
import { threadOf } from './rows.ts';
import { bestOf, type Fit } from './scores.ts';
import { kindTerm, productTerm, titleTerm, wordTerm } from './threads.ts';

/** A thread that answers a question. */
export interface ThreadHit {
  thread: Pick<
    typeof threads.$inferSelect,
    'id' | 'slug' | 'title' | 'locale' | 'product' | 'kind' | 'state' | 'activeAt'
  >;
  /** On the scale of an ArticleHit's. */
  strength: number;
}

export interface ThreadResults {
  /** Best first: solved before open, the reader's language before others. */
  hits: ThreadHit[];
  /** The folded words of the question that people use as they were typed. */
  known: Set<string>;
  /** What a folded word was taken for that only threads could mend. */
  mended: Map<string, string>;
  /** Words of threads that were looked for beside a folded word, to be marked like it. */
  tried: Map<string, string[]>;
  /** Those of the best that have every phrase, word by word. */
  quoting(phrases: string[][]): Promise<ThreadHit[]>;
  /** Of each of some threads found, the HTML of the text that says most. */
  texts(ids: number[]): Promise<Map<number, string>>;
}

/** Where no threads are wanted. */
export const noThreads: ThreadResults = {
  hits: [],
  known: new Set(),
  mended: new Map(),
  tried: new Map(),
  quoting: () => Promise.resolve([]),
  texts: () => Promise.resolve(new Map()),
};

export interface ThreadFilter {
  product?: string | undefined;
  kind?: ThreadKind | undefined;
  /** Only threads in this language; without it, the reader's own come first. */
  language?: Locale | undefined;
  exact?: boolean;
}

const mostFound = 130;
const mostFoundAbroad = 40;
const ownReach: Reach = {
  mostWords: 8,
  everywhere: 2_500,
  mostEverywhere: 3,
  newest: { title: 1_000, answer: 500, question: 500, reply: 200 },
};
const abroadReach: Reach = {
  mostWords: 6,
  everywhere: 1_000,
  mostEverywhere: 2,
  newest: { title: 200, answer: 100, question: 100, reply: 50 },
};
/** Against an article that fits as well. */
const stateShares = { solved: 0.75, answered: 0.65, unanswered: 0.55 };
const otherLanguageShare = 0.6;
/** What remains of the oldest thread, and how long it takes to lose half of the rest. */
const oldestShare = 0.8;
const halfAgeMs = 2 * 365 * 86_400_000;
/** What a thread loses of whose title no word was asked for. */
const wordyTitleLoss = 0.25;
/** Above any strength that words found here and there can give. */
const exactTitle = 3;
const mostOfOneTitle = 20;

/**
 * Finds the threads that answer a question best. However long or odd it is, it looks at no more of
 * the full text than its reach: see postings.ts.
 */
export async function findThreads(
  ctx: Context,
  question: Question,
  { product, kind, language, exact = false }: ThreadFilter,
): Promise<ThreadResults> {
  const manner: Manner = { locale: language ?? ctx.locale, exact };
  const sought = await seek(ctx, question, manner);
  const narrowed = [
    ...(product === undefined ? [] : [productTerm(product)]),
    ...(kind === undefined || kind === 'question' ? [] : [kindTerm(kind)]),
  ];
  const read: Reading[] = [];
  const fitting = async (words: SoughtWord[], reach: Reach, most: number) => {
    const telling = rarestOf(words, reach.mostWords);
    const postings = await postingsOf(ctx.db.read, telling, narrowed, reach);
    read.push(...postings.map((posting) => ({ ...posting, rarity: telling[posting.word]?.rarity ?? 0 })));
    return bestOf(telling, postings, most);
  };
  const own = await fitting(sought.own, ownReach, mostFound);
  const abroad = language === undefined ? await fitting(sought.abroad, abroadReach, mostFoundAbroad) : [];
  const titled = await titledThreads(ctx, question, narrowed);
  const fits = new Map(
    [...titled.map((id): Fit => ({ id, fit: 0 })), ...abroad, ...own].map((one) => [one.id, one]),
  );
  const isTitled = new Set(titled);
  const found = await threadsOf(ctx, [...fits.keys()], { product, kind, language });
  const terms = new Set(
    [...sought.own, ...sought.abroad].flatMap(({ forms }) => forms.flatMap(({ terms }) => terms)),
  );
  const hits = found.map((thread): ThreadHit => {
    const fit = fits.get(thread.id)?.fit ?? 0;
    const share = titleShare(thread, terms) * shareOf(thread, manner.locale, ctx.now);
    return { thread, strength: isTitled.has(thread.id) ? exactTitle + share : fit * share };
  });
  hits.sort((a, b) => b.strength - a.strength);
  return {
    hits,
    known: sought.known,
    mended: sought.mended,
    tried: sought.tried,
    quoting: (phrases) => threadsQuoting(ctx.db.read, hits, phrases, read),
    texts: (ids) => tellingTexts(ctx.db.read, ids, read),
  };
}

/** The words that say most; those that nobody has cost nothing. */
function rarestOf(words: SoughtWord[], most: number): SoughtWord[] {
  const had = words.filter(({ forms }) => forms.length > 0).sort((a, b) => b.rarity - a.rarity);
  return [...words.filter(({ forms }) => forms.length === 0), ...had.slice(0, most)];
}

function shareOf({ state, locale, activeAt }: ThreadHit['thread'], first: Locale, now: number): number {
  const age = oldestShare + (1 - oldestShare) * 2 ** (-Math.max(0, now - activeAt) / halfAgeMs);
  return stateShares[state ?? 'unanswered'] * age * (locale === first ? 1 : otherLanguageShare);
}

/** A title that says nothing but what was asked for is nearer to it than one that says more. */
function titleShare({ title, locale }: ThreadHit['thread'], terms: ReadonlySet<string>): number {
  const words = analyzerOf(locale)
    .words(title)
    .filter(({ stop }) => !stop);
  const asked = words.filter(({ stem }) => terms.has(wordTerm(locale, stem)));
  return 1 - wordyTitleLoss * (1 - asked.length / Math.max(1, words.length));
}

/** Threads whose whole title was typed. */
async function titledThreads(
  { db }: Context,
  { folded }: Question,
  narrowed: readonly string[],
): Promise<number[]> {
  if (folded.length === 0) return [];
  return (await rowsWith(db.read, titleTerm(folded), mostOfOneTitle, narrowed)).map(threadOf);
}

async function threadsOf(
  { db }: Context,
  ids: number[],
  { product, kind, language }: ThreadFilter,
): Promise<ThreadHit['thread'][]> {
  if (ids.length === 0) return [];
  const found = await db.read
    .select({
      id: threads.id,
      slug: threads.slug,
      title: threads.title,
      locale: threads.locale,
      product: threads.product,
      kind: threads.kind,
      state: threads.state,
      activeAt: threads.activeAt,
      deletedAt: threads.deletedAt,
    })
    .from(threads)
    .where(sql`${threads.id} in (select value from json_each(${JSON.stringify(ids)}))`);
  // Not in the query: SQLite would rather walk through an index of all threads than look up these few.
  return found.filter(
    (thread) =>
      thread.deletedAt === null &&
      (product === undefined || thread.product === product) &&
      (kind === undefined || thread.kind === kind) &&
      (language === undefined || thread.locale === language),
  );
}
