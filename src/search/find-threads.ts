import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { posts, solutions, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
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

const mostFound = 40;
/** Fewer threads with all the words than this, and those with some of them are asked too. */
const thin = 8;
/** A thread with none but the commonest words of a query does not answer it. */
const leastStrength = 0.2;
/** bm25 weighs a word in the title, the question, an accepted or official answer, other replies. */
const columnWeights = sql`8, 2, 3, 1`;
/** What bm25 gives a word that is all over a short thread, per unit of its rarity. */
const bestScore = 2.2;
const openShare = 0.75;
const otherLanguageShare = 0.6;

export interface ThreadResults {
  /** Best first: solved before open, the reader's language before others. */
  hits: ThreadHit[];
  /** The folded words of the question that threads have as they were typed. */
  known: Set<string>;
}

/** Finds the threads that answer a question best. */
export async function findThreads(
  ctx: Context,
  question: Question,
  product: string | undefined,
): Promise<ThreadResults> {
  const words = await lookUp(ctx, question.asked);
  const known = new Set(words.filter(({ asTyped }) => asTyped).map(({ folded }) => folded));
  const groups = words.map(({ match }) => match).filter(Boolean);
  if (groups.length === 0) return { hits: [], known };
  const rarity = words.reduce((sum, word) => sum + word.rarity, 0);
  const all = await matching(ctx, groups.join(' AND '), product);
  const some =
    all.length < thin && groups.length > 1 ? await matching(ctx, groups.join(' OR '), product) : [];
  const found = new Map([...some, ...all].map((row) => [row.thread.id, row]));
  const title = question.folded.join(' ');
  const hits = [...found.values()]
    .map(({ thread, score }) => {
      const words = analyzerOf(thread.locale).words(thread.title);
      const isTitle = words.map(({ folded }) => folded).join(' ') === title;
      const share =
        (thread.state === 'solved' ? 1 : openShare) * (thread.locale === ctx.locale ? 1 : otherLanguageShare);
      return {
        thread,
        strength: Math.min(1, -score / (bestScore * rarity)) * share + Number(isTitle) * 3,
      };
    })
    .filter(({ strength }) => strength >= leastStrength)
    .sort((a, b) => b.strength - a.strength);
  return { hits, known };
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

/** Every term is quoted: whatever somebody types, it is only words. */
const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;

async function matching(ctx: Context, match: string, product: string | undefined) {
  const rank = sql`bm25(threads_fts, ${columnWeights})`;
  const share = sql`case when ${threads.solvedAt} is null then ${openShare} else 1 end
    * case when ${threads.locale} = ${ctx.locale} then 1 else ${otherLanguageShare} end`;
  return ctx.db.read
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
      score: sql<number>`${rank}`,
    })
    .from(threads)
    .innerJoin(sql`threads_fts`, sql`threads_fts.rowid = ${threads.id}`)
    .where(
      and(
        sql`threads_fts match ${match}`,
        isNull(threads.deletedAt),
        product === undefined ? undefined : eq(threads.product, product),
      ),
    )
    .orderBy(sql`${rank} * ${share}`)
    .limit(mostFound);
}

interface KnownWord {
  folded: string;
  /** The MATCH expression of one word in all the forms that some thread has; empty when none has it. */
  match: string;
  /** As bm25 counts it. */
  rarity: number;
  /** True when threads have the word just as it was typed. */
  asTyped: boolean;
}

/** Looks the words of a question up among those of the threads. */
async function lookUp({ db }: Context, asked: Asked[]): Promise<KnownWord[]> {
  const forms = asked.map(({ word, terms, also }) => ({
    own: [...new Set([word.folded, word.stem])],
    all: [...new Set([word.folded, ...terms.keys(), ...also])],
  }));
  const wanted = [...new Set(forms.flatMap(({ all }) => all))];
  if (wanted.length === 0) return [];
  const rows = await db.read.all<{ term: string; doc: number }>(
    sql`select term, doc from threads_words where term in (${sql.join(
      wanted.map((term) => sql`${term}`),
      sql`, `,
    )})`,
  );
  const counts = new Map(rows.map(({ term, doc }) => [term, doc]));
  const [newest] = await db.read.all<{ id: number }>(sql`select max(id) as id from threads`);
  const threadCount = newest?.id ?? 0;
  return forms.map(({ own, all }, index) => {
    const asTyped = own.some((term) => counts.has(term));
    const isMended = asked[index]?.mended !== undefined;
    const used = (asTyped && isMended ? own : all).filter((term) => counts.has(term));
    const unfinished = asked[index]?.unfinished ? [`${quoted(asked[index].word.folded)} *`] : [];
    const match = [...used.map(quoted), ...unfinished].join(' OR ');
    const most = Math.max(0, ...used.map((term) => counts.get(term) ?? 0));
    return {
      folded: own[0] ?? '',
      match: match && `(${match})`,
      rarity: Math.max(1e-6, Math.log((threadCount - most + 0.5) / (most + 0.5))),
      asTyped,
    };
  });
}
