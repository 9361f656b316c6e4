import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { posts, solutions, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import type { Locale } from '../i18n/locales.ts';
import { analyzerOf } from './languages/all.ts';
import type { Asked, Question } from './query.ts';

/** A thread that answers a question. */
export interface ThreadHit {
  thread: Pick<
    typeof threads.$inferSelect,
    'id' | 'slug' | 'title' | 'locale' | 'product' | 'state' | 'activeAt'
  >;
  /** On the scale of an ArticleHit's. */
  strength: number;
}

export interface ThreadResults {
  /** Best first: solved before open, the reader's language before others. */
  hits: ThreadHit[];
  /** The folded words of the question that threads have as they were typed. */
  known: Set<string>;
}

const mostFound = 40;
/** Fewer threads with all the words than this, and those with some of them are asked too. */
const thin = 8;
/** A thread with none but the commonest words of a query does not answer it. */
const leastStrength = 0.12;
/**
 * A word in the title says more than any number of them beneath it, so the two are scored apart:
 * the columns are title, question, accepted and official answers, other replies.
 */
const score = sql<number>`(0.6 * bm25(threads_fts, 10, 0, 0, 0) + 0.4 * bm25(threads_fts, 0, 2, 3, 1))`;
/** What bm25 gives a word that is all over a short text, per unit of its rarity. */
const bestScore = 2.2;
/** What a word weighs that threads have in another form than it was typed in. */
const otherFormShare = 0.7;
/** Against an article that fits as well. */
const shares = { solved: 0.75, answered: 0.65, unanswered: 0.55 };
const otherLanguageShare = 0.6;

/**
 * Finds the threads that answer a question best: those in the reader's language by the stems of its
 * words, those in others by the folded words, for other languages have other stems.
 */
export async function findThreads(
  ctx: Context,
  question: Question,
  product: string | undefined,
): Promise<ThreadResults> {
  const counts = await countWords(ctx, question.asked);
  const own = question.asked.map((asked) => wordOf(asked, stemsOf(asked, ctx.locale), counts));
  const other = question.asked.map((asked) => wordOf(asked, [asked.word.folded, ...asked.also], counts));
  const hits = [
    ...(await hitsOf(ctx, own, and(eq(threads.locale, ctx.locale), about(product)), 1)),
    ...(await hitsOf(ctx, other, and(ne(threads.locale, ctx.locale), about(product)), otherLanguageShare)),
  ];
  const title = joined(question.folded);
  for (const hit of hits) if (joined(foldedTitle(hit)) === title) hit.strength += 3;
  return {
    hits: hits.filter(({ strength }) => strength >= leastStrength),
    known: new Set(own.filter(({ asTyped }) => asTyped).map(({ folded }) => folded)),
  };
}

/** The texts that passages are taken from: the question, or what solved it. */
export async function textsOf({ db }: Context, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.read
    .select({ id: threads.id, question: threads.html, solution: posts.html })
    .from(threads)
    .leftJoin(solutions, eq(solutions.threadId, threads.id))
    .leftJoin(posts, and(eq(posts.id, solutions.postId), isNull(posts.deletedAt)))
    .where(inArray(threads.id, ids))
    .limit(4 * mostFound);
  return new Map(rows.map(({ id, question, solution }) => [id, solution ?? question]));
}

const joined = (words: string[]) => words.join(' ');
const foldedTitle = ({ thread }: ThreadHit) =>
  analyzerOf(thread.locale)
    .words(thread.title)
    .map(({ folded }) => folded);
const about = (product: string | undefined) =>
  product === undefined ? undefined : eq(threads.product, product);

const stemsOf = ({ word, also }: Asked, locale: Locale) => [
  word.stem,
  word.bare,
  ...also.flatMap((other) =>
    analyzerOf(locale)
      .words(other)
      .map(({ stem }) => stem),
  ),
];

interface Counts {
  /** Of threads, for each word that any of them has. */
  byWord: Map<string, number>;
  threads: number;
}

async function countWords({ db, locale }: Context, asked: Asked[]): Promise<Counts> {
  const forms = asked.flatMap((one) => [one.word.folded, ...one.also, ...stemsOf(one, locale)]);
  const wanted = [...new Set(forms)].map((form) => sql`${form}`);
  if (wanted.length === 0) return { byWord: new Map(), threads: 0 };
  const rows = await db.read.all<{ term: string; doc: number }>(
    sql`select term, doc from threads_words where term in (${sql.join(wanted, sql`, `)})`,
  );
  const [newest] = await db.read.all<{ id: number | null }>(sql`select max(id) as id from threads`);
  return { byWord: new Map(rows.map(({ term, doc }) => [term, doc])), threads: newest?.id ?? 0 };
}

/** A word of a question, as far as threads have it. */
interface SoughtWord {
  folded: string;
  /** A MATCH expression; empty when no thread has it in any form. */
  match: string;
  /** As bm25 counts it. */
  rarity: number;
  /** True when threads have the word just as it was typed. */
  asTyped: boolean;
}

function wordOf({ word, unfinished, mended }: Asked, forms: string[], counts: Counts): SoughtWord {
  const typed = [word.folded, word.stem].filter((form) => counts.byWord.has(form));
  const asTyped = typed.length > 0;
  const some = forms.filter((form) => counts.byWord.has(form));
  // A slip is mended only where nobody else writes it so.
  const used = asTyped && mended !== undefined ? some.filter((form) => typed.includes(form)) : some;
  const beginning = unfinished && !asTyped ? [`${quoted(word.folded)} *`] : [];
  const match = [...new Set(used)].map(quoted).concat(beginning).join(' OR ');
  const most = Math.max(0, ...used.map((form) => counts.byWord.get(form) ?? 0));
  const rarity = Math.max(1e-6, Math.log((counts.threads - most + 0.5) / (most + 0.5)));
  return { folded: word.folded, match: match && `(${match})`, rarity, asTyped };
}

/** Every term is quoted: whatever somebody types, it is only words. */
const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;

type Condition = ReturnType<typeof and>;

async function hitsOf(
  ctx: Context,
  words: SoughtWord[],
  condition: Condition,
  share: number,
): Promise<ThreadHit[]> {
  const groups = words.map(({ match }) => match).filter(Boolean);
  if (groups.length === 0) return [];
  const all = await matching(ctx, groups.join(' AND '), condition);
  const isThin = all.length < thin && groups.length > 1;
  const some = isThin ? await matching(ctx, groups.join(' OR '), condition) : [];
  const rows = new Map([...some, ...all].map((row) => [row.thread.id, row]));
  const rarity = words.reduce((sum, word) => sum + word.rarity, 0);
  const asTyped = words.reduce((sum, word) => sum + word.rarity * (word.asTyped ? 1 : otherFormShare), 0);
  return [...rows.values()].map(({ thread, score }) => {
    const fit = Math.min(1, -score / (bestScore * rarity)) * (asTyped / rarity);
    return { thread, strength: fit * shares[thread.state ?? 'unanswered'] * share };
  });
}

async function matching({ db }: Context, match: string, condition: Condition) {
  const share = sql`case ${threads.state} when 'solved' then ${shares.solved}
    when 'answered' then ${shares.answered} else ${shares.unanswered} end`;
  return db.read
    .select({
      thread: {
        id: threads.id,
        slug: threads.slug,
        title: threads.title,
        locale: threads.locale,
        product: threads.product,
        state: threads.state,
        activeAt: threads.activeAt,
      },
      score,
    })
    .from(threads)
    .innerJoin(sql`threads_fts`, sql`threads_fts.rowid = ${threads.id}`)
    .where(and(sql`threads_fts match ${match}`, isNull(threads.deletedAt), condition))
    .orderBy(sql`${score} * ${share}`)
    .limit(mostFound);
}
