import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { posts, solutions, type ThreadKind, threads, threadTags } from '#db/schema/forum.ts';
import { threadTexts } from '#db/schema/search.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Word } from '../analyzer.ts';
import { analyzerOf } from '../languages/all.ts';
import { lastPlace, partOf, rowOf, rowsOfThread, type Stretch } from './rows.ts';
import { countWords } from './words.ts';

/** To be raised whenever texts are analysed otherwise than before: all threads are then indexed anew. */
export const analysis = 2;

/**
 * Brings the full-text index up to date with a whole thread, its posts, solutions and tags. To be
 * called in the transaction that changed its question; a deleted thread leaves the index.
 */
export async function indexThread(tx: Tx, threadId: number): Promise<void> {
  await indexThreads(tx, [threadId]);
}

/** Does for many threads what `indexThread` does for one. */
export async function indexThreads(tx: Tx, ids: readonly number[]): Promise<void> {
  const asked = await questionsOf(tx, ids);
  const replies = await repliesOf(tx, inArray(posts.threadId, [...ids]));
  await replaceTexts(tx, ids.flatMap(rowsOfThread), [...asked, ...replies]);
}

/**
 * Brings the index up to date with one reply: written, changed, deleted, accepted or no longer. To be
 * called in the transaction that changed it; costs as much as that reply is long.
 */
export async function indexPost(tx: Tx, postId: number): Promise<void> {
  const [post] = await tx.select({ threadId: posts.threadId }).from(posts).where(eq(posts.id, postId));
  if (!post) return;
  const { threadId } = post;
  const place = await tx.$count(posts, and(eq(posts.threadId, threadId), lte(posts.id, postId)));
  const rows = [rowOf('answer', threadId, place), rowOf('reply', threadId, place)];
  const texts = await repliesOf(tx, eq(posts.id, postId), place);
  await replaceTexts(
    tx,
    rows.map((row) => ({ from: row, to: row })),
    texts,
  );
}

/** A text as it is to be found. */
interface Text {
  row: number;
  locale: Locale;
  product: string | null;
  kind: ThreadKind;
  /** Of a title: the title alone, without the tags. */
  title?: string;
  text: string;
}

async function questionsOf(tx: Tx, ids: readonly number[]): Promise<Text[]> {
  const asked = await tx
    .select({
      id: threads.id,
      locale: threads.locale,
      product: threads.product,
      kind: threads.kind,
      title: threads.title,
      body: threads.body,
      aim: threads.aim,
      tags: sql<
        string | null
      >`(select group_concat(tag, ' ') from ${threadTags} where thread_id = threads.id)`,
    })
    .from(threads)
    .where(and(inArray(threads.id, [...ids]), isNull(threads.deletedAt)));
  return asked.flatMap(({ id, locale, product, kind, title, body, aim, tags }) => [
    { row: rowOf('title', id), locale, product, kind, title, text: `${title}\n${tags ?? ''}` },
    { row: rowOf('question', id), locale, product, kind, text: `${body}\n${aim ?? ''}` },
  ]);
}

async function repliesOf(tx: Tx, which: ReturnType<typeof eq>, place?: number): Promise<Text[]> {
  const counted = sql<number>`row_number() over (partition by ${posts.threadId} order by ${posts.id})`;
  const replies = await tx
    .select({
      threadId: posts.threadId,
      place: place === undefined ? counted : sql<number>`${place}`,
      body: posts.body,
      answers: sql<number>`${posts.officialAt} is not null or ${solutions.postId} is not null`,
      isGone: sql<number>`${posts.deletedAt} is not null or ${threads.deletedAt} is not null`,
      locale: threads.locale,
      product: threads.product,
      kind: threads.kind,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(solutions, eq(solutions.postId, posts.id))
    .where(which);
  // The gone ones had to be counted: they keep their place.
  return replies
    .filter(({ isGone, place }) => isGone === 0 && place <= lastPlace)
    .map(({ threadId, place, body, answers, locale, product, kind }) => ({
      row: rowOf(answers === 1 ? 'answer' : 'reply', threadId, place),
      ...{ locale, product, kind },
      text: body,
    }));
}

/** Puts texts in the place of all that stood in some stretches of the index. */
async function replaceTexts(tx: Tx, stretches: Stretch[], texts: Text[]): Promise<void> {
  const before = await textsIn(tx, stretches);
  const gone = JSON.stringify(before.map(({ row }) => row));
  if (before.length > 0) {
    await tx.run(sql`delete from threads_fts where rowid in (select value from json_each(${gone}))`);
    await tx.run(sql`delete from ${threadTexts} where id in (select value from json_each(${gone}))`);
  }
  const now = texts
    .toSorted((a, b) => a.row - b.row)
    .map((text) => ({ ...text, words: tellingWords(text.text, text.locale) }));
  if (now.length > 0) {
    const found = now.map((text) => [text.row, termsOf(text).join(' ')]);
    await tx.run(sql`insert into threads_fts (rowid, words)
      select value ->> 0, value ->> 1 from json_each(${JSON.stringify(found)})`);
    const kept = now.map(({ row, locale, words }) => [row, locale, [...words.keys()].join(' ')]);
    await tx.run(sql`insert into ${threadTexts} (id, locale, words, indexed_by)
      select value ->> 0, value ->> 1, value ->> 2, ${analysis} from json_each(${JSON.stringify(kept)})`);
  }
  const renewed = before.some(({ indexedBy }) => indexedBy !== analysis);
  await countWords(tx, before, now, renewed);
}

async function textsIn(tx: Tx, stretches: Stretch[]) {
  const places = JSON.stringify(stretches.map(({ from, to }) => [from, to]));
  const rows = await tx
    .select({
      row: threadTexts.id,
      locale: threadTexts.locale,
      words: threadTexts.words,
      indexedBy: threadTexts.indexedBy,
    })
    .from(sql`json_each(${places}) places`)
    .innerJoin(threadTexts, sql`${threadTexts.id} between places.value ->> 0 and places.value ->> 1`);
  return rows.map((text) => ({ ...text, words: text.words.split(' ').filter(Boolean) }));
}

/** The words of a text that are searched for, by their folded form. */
function tellingWords(text: string, locale: Locale): Map<string, Word> {
  const words = analyzerOf(locale).words(text);
  return new Map(words.filter(({ stop }) => !stop).map((word) => [word.folded, word]));
}

/** What one looks up in the index: its words, and what else it may be narrowed to or found by. */
function termsOf({
  row,
  locale,
  product,
  kind,
  title,
  words,
}: Text & { words: Map<string, Word> }): string[] {
  const terms = [...words.values()].flatMap(({ stem, bare }) =>
    [stem, bare].map((form) => wordTerm(locale, form)),
  );
  if (product !== null) terms.push(productTerm(product));
  if (kind !== 'question') terms.push(kindTerm(kind));
  if (partOf(row) === 'title' && title !== undefined)
    terms.push(
      titleTerm(
        analyzerOf(locale)
          .words(title)
          .map(({ folded }) => folded),
      ),
    );
  return [...new Set(terms)];
}

/** A stem is one of its language: "gift" in English is not "gift" in Swedish. */
export const wordTerm = (locale: Locale, stem: string): string => locale + stem;
export const productTerm = (slug: string): string => `@${slug}`;
/** Of every kind but questions: those are most, and need no term. No slug begins with `@`. */
export const kindTerm = (kind: Exclude<ThreadKind, 'question'>): string => `@@${kind}`;
/** A whole title in one term: whoever types it wants that thread. */
export const titleTerm = (folded: readonly string[]): string => `=${folded.join('_')}`;
