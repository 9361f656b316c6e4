import { and, count, eq, sum } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { articleVotes } from '#db/schema/articles.ts';
import type { Context } from '#src/accounts/context.ts';
import { type Article, findArticle, type ReadableArticle } from '#src/catalog/catalog.ts';
import { keyed } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Vote } from './forms.ts';

/** Fewer votes than this say nothing yet. */
const fewestVotes = 5;

/**
 * Notes whether an article helped whoever asks, once per person and revision; voting again changes
 * the vote, and a reason belongs to the answer it was given for. Needs no account and leaves no
 * trace of the person: the voter is a keyed hash that differs from article to article.
 * Throws Refusal `too_often`.
 */
export async function castVote(
  ctx: Context,
  { article, locale, madeFrom }: ReadableArticle,
  { helpful, reason, comment }: Pick<Vote, 'helpful' | 'reason' | 'comment'>,
): Promise<void> {
  const voter = keyed(ctx.secret, `vote on ${article.slug} by ${ctx.actor?.id ?? ctx.visitor}`).slice(0, 32);
  const mine = and(
    eq(articleVotes.article, article.slug),
    eq(articleVotes.revision, madeFrom),
    eq(articleVotes.voter, voter),
  );
  await ctx.limits.spend('vote', ctx.address);
  await ctx.limits.spend('vote day', ctx.address);
  if ((await ctx.db.read.$count(articleVotes, mine)) === 0)
    await ctx.limits.spend('article vote', `${article.slug} ${ctx.address}`);
  const answer = { helpful: helpful === 'yes', reason: reason ?? (comment ? 'other' : null), comment };
  await ctx.db.write(async (tx) => {
    const [before] = await tx.select().from(articleVotes).where(mine);
    if (!before) {
      await tx.insert(articleVotes).values({
        ...{ article: article.slug, locale, revision: madeFrom, voter },
        ...answer,
        createdAt: ctx.now,
      });
    } else if (answer.reason || before.helpful !== answer.helpful) {
      await tx.update(articleVotes).set(answer).where(mine);
    }
  });
}

export interface Helped {
  helped: number;
  votes: number;
}

/** How many an article helped, of its newest revision; null while too few have said so. */
export async function helpedBy(ctx: Context, slug: string): Promise<Helped | null> {
  const article = findArticle(ctx.catalog, slug);
  if (!article) throw new Refusal('not_found');
  const [row] = await ctx.db.read
    .select({ votes: count(), helped: sum(articleVotes.helpful).mapWith(Number) })
    .from(articleVotes)
    .where(and(eq(articleVotes.article, slug), eq(articleVotes.revision, article.revision)));
  return row && row.votes >= fewestVotes ? { votes: row.votes, helped: row.helped } : null;
}

/** Counting every vote is not for every reader. */
const rememberedMs = 10 * 60_000;
const remembered = new WeakMap<Database, { until: number; articles: Article[] }>();

/**
 * The articles that help most surely, best first: those of which we know enough and that help more
 * than not. Ten minutes old at most.
 */
export async function mostHelpful(ctx: Context, most: number): Promise<Article[]> {
  const known = remembered.get(ctx.db);
  if (known && known.until > ctx.now) return known.articles.slice(0, most);
  const articles = await countMostHelpful(ctx);
  remembered.set(ctx.db, { until: ctx.now + rememberedMs, articles });
  return articles.slice(0, most);
}

async function countMostHelpful(ctx: Context): Promise<Article[]> {
  const rows = await ctx.db.read
    .select({
      slug: articleVotes.article,
      revision: articleVotes.revision,
      votes: count(),
      helped: sum(articleVotes.helpful).mapWith(Number),
    })
    .from(articleVotes)
    .groupBy(articleVotes.article, articleVotes.revision);
  return rows
    .map((row) => ({ ...row, article: findArticle(ctx.catalog, row.slug), sure: surelyHelped(row) }))
    .filter(({ article, revision, votes }) => article?.revision === revision && votes >= fewestVotes)
    .filter(({ sure }) => sure > 0.5)
    .sort((a, b) => b.sure - a.sure)
    .flatMap(({ article }) => article ?? []);
}

/**
 * The share helped that the votes prove: the lower bound of the 95 % score interval. Nine of ten
 * rank above one of one. (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", J. Am. Stat. Assoc. 22, 1927, p. 209.)
 */
export function surelyHelped({ helped, votes }: Helped): number {
  if (votes === 0) return 0;
  const z = 1.96;
  const share = helped / votes;
  const middle = share + z ** 2 / (2 * votes);
  const spread = z * Math.sqrt((share * (1 - share)) / votes + z ** 2 / (4 * votes ** 2));
  return (middle - spread) / (1 + z ** 2 / votes);
}
