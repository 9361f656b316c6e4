import { describe, expect, test } from 'vitest';
import { haveThisToo } from '#src/forum/me-too.ts';
import { deletePost } from '#src/forum/posts.ts';
import { readThread } from '#src/forum/reading.ts';
import { voteOnPost } from '#src/forum/votes.ts';
import { manyPeople, newReply, newThread } from '#test/support/forum.ts';
import { newSite } from '#test/support/site.ts';

async function replied() {
  const site = await newSite();
  const thread = await newThread(site.as('ana'));
  const { postId } = await newReply(site.as('ben'), thread);
  return { ...site, site, thread, postId };
}

describe('saying that a reply helped', () => {
  test('counts a person once, and can be taken back', async () => {
    const { as, thread, postId } = await replied();
    const count = async () => (await readThread(as(null), thread.id)).posts[0]?.voteCount;
    await Promise.all([1, 2, 3].map(() => voteOnPost(as('ana'), postId, true)));
    expect(await count()).toBe(1);
    await voteOnPost(as('eli'), postId, true);
    expect(await count()).toBe(2);
    expect([...(await readThread(as('ana'), thread.id)).mine.votes]).toEqual([postId]);
    await voteOnPost(as('ana'), postId, false);
    await voteOnPost(as('ana'), postId, false);
    expect(await count()).toBe(1);
  });

  test('fifty people at once are fifty', async () => {
    const { as, site, thread, postId } = await replied();
    const people = await manyPeople(site, 50);
    await Promise.all(people.map((ctx) => voteOnPost(ctx, postId, true)));
    expect((await readThread(as(null), thread.id)).posts[0]?.voteCount).toBe(50);
  });

  test('is not for the author, for visitors, or for what is deleted', async () => {
    const { as, postId } = await replied();
    await expect(voteOnPost(as('ben'), postId, true)).rejects.toMatchObject({ reason: 'own_post' });
    await expect(voteOnPost(as(null), postId, true)).rejects.toMatchObject({ reason: 'signed_out' });
    await deletePost(as('ben'), postId);
    await expect(voteOnPost(as('ana'), postId, true)).rejects.toMatchObject({ reason: 'not_found' });
  });
});

describe('having this too', () => {
  test('needs no account and counts a person or a browser once', async () => {
    const { as, thread } = await replied();
    const count = async () => (await readThread(as(null), thread.id)).thread.meTooCount;
    await haveThisToo(as(null), thread.id, true);
    await haveThisToo(as(null), thread.id, true);
    await haveThisToo(as(null, { visitor: 'another' }), thread.id, true);
    await haveThisToo(as('ben'), thread.id, true);
    expect(await count()).toBe(3);
    expect((await readThread(as('ben'), thread.id)).mine.meToo).toBe(true);
    await haveThisToo(as('ben'), thread.id, false);
    await haveThisToo(as('ben'), thread.id, false);
    expect(await count()).toBe(2);
  });

  test('the asker is counted already', async () => {
    const { as, thread } = await replied();
    await haveThisToo(as('ana'), thread.id, true);
    expect((await readThread(as(null), thread.id)).thread.meTooCount).toBe(0);
  });

  test('of a thread that is not there is refused', async () => {
    const { as } = await replied();
    await expect(haveThisToo(as(null), 99, true)).rejects.toMatchObject({ reason: 'not_found' });
  });

  test('is limited by address', async () => {
    const { as } = await newSite({ RATE_LIMITS: 'on' });
    const thread = await newThread(as('ana'));
    const often = async () => {
      for (let count = 0; count < 25; count += 1)
        await haveThisToo(as(null, { visitor: `v${count}` }), thread.id, true);
    };
    await expect(often()).rejects.toMatchObject({ reason: 'too_often' });
  });
});
