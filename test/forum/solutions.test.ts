import { describe, expect, test } from 'vitest';
import { letters } from '#db/schema/letters.ts';
import { deletePost } from '#src/forum/posts.ts';
import { readThread } from '#src/forum/reading.ts';
import { acceptSolution, withdrawSolution } from '#src/forum/solutions.ts';
import { lockThread } from '#src/forum/threads.ts';
import { newReply, newThread } from '#test/support/forum.ts';
import { newSite, type Person, today } from '#test/support/site.ts';

async function answered() {
  const site = await newSite();
  const thread = await newThread(site.as('ana'));
  const { postId } = await newReply(site.as('ben'), thread);
  return { ...site, thread, postId };
}

describe('accepting a solution', () => {
  test('the asker chooses the reply that helped', async () => {
    const { as, thread, postId } = await answered();
    await acceptSolution(as('ana'), postId);
    const shown = await readThread(as(null), thread.id);
    expect(shown.thread).toMatchObject({ state: 'solved', solvedAt: today });
    expect(shown.solutions).toMatchObject([
      { post: { id: postId, author: { name: 'ben' } }, acceptedBy: { displayName: 'Ana Kovács' } },
    ]);
  });

  test('an expert may choose for the asker', async () => {
    const { as, thread, postId } = await answered();
    await acceptSolution(as('eli'), postId);
    expect((await readThread(as(null), thread.id)).thread.state).toBe('solved');
  });

  test.each<[Person | null, string]>([
    ['ben', 'not_allowed'],
    ['mo', 'not_allowed'],
    [null, 'signed_out'],
  ])('%s may not', async (person, reason) => {
    const { as, postId } = await answered();
    await expect(acceptSolution(as(person), postId)).rejects.toMatchObject({ reason });
    await expect(withdrawSolution(as(person), postId)).rejects.toMatchObject({ reason });
  });

  test('several may be accepted, changed and withdrawn; the thread is solved while one is left', async () => {
    const { as, thread, postId } = await answered();
    const other = await newReply(as('eli'), thread);
    await acceptSolution(as('ana'), postId);
    await acceptSolution(as('ana', { now: today + 5_000 }), other.postId);
    await acceptSolution(as('ana', { now: today + 6_000 }), other.postId);
    const both = await readThread(as(null), thread.id);
    expect(both.solutions.map(({ post }) => post.id)).toEqual([postId, other.postId]);
    await withdrawSolution(as('ana'), postId);
    expect((await readThread(as(null), thread.id)).thread).toMatchObject({
      state: 'solved',
      solvedAt: today,
    });
    await withdrawSolution(as('eli'), other.postId);
    expect((await readThread(as(null), thread.id)).thread).toMatchObject({
      state: 'answered',
      solvedAt: null,
    });
  });

  test('the asker may have found it alone', async () => {
    const { as, thread } = await answered();
    const { postId } = await newReply(as('ana'), thread);
    await acceptSolution(as('ana'), postId);
    expect((await readThread(as(null), thread.id)).thread.state).toBe('solved');
  });

  test('a deleted reply solves nothing', async () => {
    const { as, postId } = await answered();
    await deletePost(as('ben'), postId);
    await expect(acceptSolution(as('ana'), postId)).rejects.toMatchObject({ reason: 'not_found' });
    await expect(acceptSolution(as('ana'), 999)).rejects.toMatchObject({ reason: 'not_found' });
  });

  test('a locked thread may still be solved', async () => {
    const { as, thread, postId } = await answered();
    await lockThread(as('root'), thread.id, true);
    await acceptSolution(as('ana'), postId);
    expect((await readThread(as(null), thread.id)).thread.state).toBe('solved');
  });

  test('tells the author once, and not about their own choice', async () => {
    const { as, instance, thread, postId } = await answered();
    await acceptSolution(as('ana'), postId);
    await withdrawSolution(as('ana'), postId);
    await acceptSolution(as('ana'), postId);
    const own = await newReply(as('ana'), thread);
    await acceptSolution(as('ana'), own.postId);
    const written = (await instance.db.read.select().from(letters)).filter(({ kind }) => kind === 'solution');
    expect(written).toMatchObject([
      {
        email: 'ben@example.com',
        data: { link: `/en/community/${thread.id}/${thread.slug}/#post-${postId}` },
      },
    ]);
  });
});
