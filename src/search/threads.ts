import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { posts, solutions, threads, threadTags } from '#db/schema/forum.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { analyzerOf } from './languages/all.ts';

/**
 * Brings the full-text index up to date with a thread, its posts, solutions and tags. To be called
 * in the transaction that changed any of them; a deleted thread leaves the index.
 */
export async function indexThread(tx: Tx, threadId: number): Promise<void> {
  await tx.run(sql`delete from threads_fts where rowid = ${threadId}`);
  const thread = await tx.query.threads.findFirst({
    columns: { locale: true, title: true, body: true },
    where: and(eq(threads.id, threadId), isNull(threads.deletedAt)),
  });
  if (!thread) return;
  const tags = await tx
    .select({ tag: threadTags.tag })
    .from(threadTags)
    .where(eq(threadTags.threadId, threadId));
  const replies = await tx
    .select({ body: posts.body, officialAt: posts.officialAt, solves: solutions.postId })
    .from(posts)
    .leftJoin(solutions, eq(solutions.postId, posts.id))
    .where(and(eq(posts.threadId, threadId), isNull(posts.deletedAt)))
    .orderBy(posts.id);
  const answers = replies.filter(({ officialAt, solves }) => officialAt !== null || solves !== null);
  const others = replies.filter((reply) => !answers.includes(reply));
  const columns = [
    `${thread.title}\n${tags.map(({ tag }) => tag).join('\n')}`,
    thread.body,
    answers.map(({ body }) => body).join('\n'),
    others.map(({ body }) => body).join('\n'),
  ].map((text) => indexedWords(text, thread.locale));
  await tx.run(sql`
    insert into threads_fts (rowid, title, question, solution, replies)
    values (${threadId}, ${sql.join(columns, sql`, `)})`);
}

/** The words of a text as they are stored: stems, bare stems and folded words, where those differ. */
function indexedWords(text: string, locale: Locale): string {
  return analyzerOf(locale)
    .words(text)
    .filter(({ stop }) => !stop)
    .flatMap(({ stem, bare, folded }) => [...new Set([stem, bare, folded])])
    .join(' ');
}
