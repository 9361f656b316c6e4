import { posts, solutions, threads } from '#db/schema/forum.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { indexThread } from '#src/search/threads/threads.ts';
import { type TestSite, today } from '#test/support/site.ts';

const written = { renderedBy: 1, authorId: 'ana', createdAt: today };

/** A thread as the forum would leave it, with an answer that solved it where one is given. */
export async function asked(
  { instance }: TestSite,
  title: string,
  {
    body = 'It happened this morning.',
    solution,
    locale = 'en',
    product = null,
  }: { body?: string; solution?: string; locale?: Locale; product?: string | null } = {},
): Promise<number> {
  return instance.db.write(async (tx) => {
    const [thread] = await tx
      .insert(threads)
      .values({
        ...written,
        locale,
        title,
        body,
        html: `<p>${body}</p>`,
        product,
        slug: 'x',
        activeAt: today,
        submission: title,
        solvedAt: solution === undefined ? null : today,
      })
      .returning({ id: threads.id });
    const threadId = thread?.id ?? 0;
    if (solution !== undefined) {
      const [post] = await tx
        .insert(posts)
        .values({ ...written, threadId, body: solution, html: `<p>${solution}</p>`, submission: title })
        .returning({ id: posts.id });
      await tx
        .insert(solutions)
        .values({ threadId, postId: post?.id ?? 0, acceptedBy: 'ana', createdAt: today });
    }
    await indexThread(tx, threadId);
    return threadId;
  });
}
