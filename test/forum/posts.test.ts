import { describe, expect, test } from 'vitest';
import { posts } from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import { followThread } from '#src/forum/follows.ts';
import { deletePost, editPost, reply } from '#src/forum/posts.ts';
import { readHistory, readThread } from '#src/forum/reading.ts';
import { acceptSolution } from '#src/forum/solutions.ts';
import { manyPeople, newReply, newThread, replyForm } from '#test/support/forum.ts';
import { newSite, today, type TestSite } from '#test/support/site.ts';

const lettersOf = ({ instance }: TestSite) =>
  instance.db.read
    .select({ kind: letters.kind, email: letters.email, locale: letters.locale, data: letters.data })
    .from(letters);

describe('replying', () => {
  test('counts, wakes the thread and answers it', async () => {
    const { as } = await newSite();
    const thread = await newThread(as('ana'));
    await newReply(as('ana', { now: today + 1_000 }), thread);
    expect((await readThread(as(null), thread.id)).thread).toMatchObject({
      postCount: 1,
      state: 'unanswered',
      activeAt: today + 1_000,
    });
    await newReply(as('ben', { now: today + 2_000 }), thread);
    expect((await readThread(as(null), thread.id)).thread).toMatchObject({
      postCount: 2,
      answerCount: 1,
      state: 'answered',
      activeAt: today + 2_000,
    });
  });

  test('fifty people at once write fifty replies, and the count is right', async () => {
    const site = await newSite();
    const thread = await newThread(site.as('ana'));
    const people = await manyPeople(site, 50);
    await Promise.all(
      people.map((ctx) => newReply(ctx, thread, 'I have seen this too, look at the filter.')),
    );
    const shown = await readThread(site.as(null), thread.id);
    expect(shown.posts).toHaveLength(50);
    expect(new Set(shown.posts.map(({ authorId }) => authorId)).size).toBe(50);
    expect(shown.thread).toMatchObject({ postCount: 50, answerCount: 50 });
  });

  test('the same form sent again, even at once, makes one reply', async () => {
    const { as, instance } = await newSite();
    const thread = await newThread(as('ana'));
    const form = replyForm();
    const sent = await Promise.all([1, 2, 3].map(() => reply(as('ben'), thread.id, form)));
    sent.push(await reply(as('ben'), thread.id, form));
    expect(new Set(sent.map(({ postId }) => postId)).size).toBe(1);
    expect(await instance.db.read.$count(posts)).toBe(1);
    expect((await readThread(as(null), thread.id)).thread.postCount).toBe(1);
    expect(await lettersOf({ instance, as })).toHaveLength(1);
  });

  test('the same words here within five minutes are refused; elsewhere and later they are not', async () => {
    const { as } = await newSite();
    const thread = await newThread(as('ana'));
    await newReply(as('ben'), thread, 'Thank you');
    await expect(newReply(as('ben'), thread, 'Thank you')).rejects.toMatchObject({ reason: 'same_words' });
    await newReply(as('eli'), thread, 'Thank you');
    await newReply(as('ben'), await newThread(as('ana')), 'Thank you');
    await newReply(as('ben', { now: today + 6 * 60_000 }), thread, 'Thank you');
  });

  test('has the limits of its writer', async () => {
    const { as } = await newSite({ RATE_LIMITS: 'on' });
    const thread = await newThread(as('ana'));
    for (let count = 0; count < 6; count += 1) await newReply(as('ben'), thread);
    await expect(newReply(as('ben'), thread)).rejects.toMatchObject({ reason: 'too_often' });
    for (let count = 0; count < 12; count += 1) await newReply(as('eli'), thread);
  });

  test('only staff speaks officially', async () => {
    const { as } = await newSite();
    const thread = await newThread(as('ana'));
    const official = { official: 'yes' };
    await expect(newReply(as('ben'), thread, 'I am the maker.', official)).rejects.toMatchObject({
      reason: 'not_allowed',
    });
    await newReply(as('eli'), thread, 'We looked at it.', official);
    await newReply(as('eli'), thread, 'My own view of it.');
    const shown = await readThread(as(null), thread.id);
    expect(shown.posts.map(({ officialAt }) => officialAt)).toEqual([today, null]);
  });

  test('to what is not there is refused', async () => {
    const { as } = await newSite();
    await expect(newReply(as('ben'), { id: 99, slug: '' })).rejects.toMatchObject({ reason: 'not_found' });
    await expect(newReply(as(null), await newThread(as('ana')))).rejects.toMatchObject({
      reason: 'signed_out',
    });
  });
});

describe('who hears of a reply', () => {
  test('the asker in their language, other followers in theirs, never the author', async () => {
    const site = await newSite();
    const { as } = site;
    const thread = await newThread(as('ana'), { title: 'The drum stays full of water' });
    await followThread(as('eli'), thread.id, true);
    await newReply(as('ben'), thread, 'Look **behind** the filter.');
    expect(await lettersOf(site)).toMatchObject([
      {
        kind: 'reply',
        email: 'ana@example.com',
        locale: 'hu',
        data: {
          author: 'Ben Hart',
          title: 'The drum stays full of water',
          excerpt: 'Look behind the filter.',
          link: `/hu/community/${thread.id}/${thread.slug}/#post-1`,
          asker: 'yes',
        },
      },
      { email: 'eli@example.com', locale: 'en', data: { asker: 'no' } },
    ]);
  });

  test('who replied follows, and who stops hears no more', async () => {
    const site = await newSite();
    const { as } = site;
    const thread = await newThread(as('ana'));
    await newReply(as('ben'), thread);
    await newReply(as('ana'), thread);
    expect((await lettersOf(site)).map(({ email }) => email)).toEqual(['ana@example.com', 'ben@example.com']);
    await followThread(as('ben'), thread.id, false);
    await followThread(as('ana'), thread.id, false);
    await newReply(as('eli'), thread);
    expect(await lettersOf(site)).toHaveLength(2);
  });

  test('an address that is not confirmed gets nothing', async () => {
    const site = await newSite();
    const thread = await newThread(site.as('ana'));
    await site.instance.db.client.execute("update users set email_verified_at = null where id = 'ana'");
    await newReply(site.as('ben'), thread);
    expect(await lettersOf(site)).toEqual([]);
  });
});

describe('editing a reply', () => {
  test('keeps every earlier wording; the same words leave none', async () => {
    const { as } = await newSite();
    const thread = await newThread(as('ana'));
    const { postId } = await newReply(as('ben'), thread, 'First wording');
    await editPost(as('ben'), postId, 'First wording');
    await editPost(as('ben', { now: today + 1_000 }), postId, 'Second wording');
    await editPost(as('root', { now: today + 2_000 }), postId, 'Third wording');
    const [post] = (await readThread(as(null), thread.id)).posts;
    expect(post).toMatchObject({ html: '<p>Third wording</p>', editedAt: today + 2_000 });
    expect((await readHistory(as(null), thread.id)).changed).toMatchObject([
      {
        postId,
        author: { name: 'ben' },
        revisions: [
          { html: '<p>Second wording</p>', editor: { name: 'root' } },
          { html: '<p>First wording</p>', editor: { name: 'ben' } },
        ],
      },
    ]);
  });

  test('is for its author and for who may edit any post', async () => {
    const { as } = await newSite();
    const { postId } = await newReply(as('ben'), await newThread(as('ana')));
    for (const person of ['ana', 'eli', 'mo'] as const)
      await expect(editPost(as(person), postId, 'Mine now')).rejects.toMatchObject({ reason: 'not_allowed' });
    await expect(editPost(as(null), postId, 'Mine now')).rejects.toMatchObject({ reason: 'signed_out' });
  });
});

describe('deleting a reply', () => {
  test('takes words and history, keeps the place, and the count is right', async () => {
    const { as, instance } = await newSite();
    const thread = await newThread(as('ana'));
    const { postId } = await newReply(as('ben'), thread, 'A secret number');
    await newReply(as('ben'), thread);
    await editPost(as('ben'), postId, 'Another secret');
    await deletePost(as('ben'), postId);
    const shown = await readThread(as(null), thread.id);
    expect(shown.posts.map(({ html, deletedAt }) => [html === '', deletedAt])).toEqual([
      [true, today],
      [false, null],
    ]);
    expect(shown.thread).toMatchObject({ postCount: 1, answerCount: 1 });
    const kept = JSON.stringify(await instance.db.read.select().from(posts));
    expect(kept + JSON.stringify(await readHistory(as(null), thread.id))).not.toContain('secret');
    await expect(deletePost(as('ben'), postId)).rejects.toMatchObject({ reason: 'not_found' });
  });

  test('of a solution opens the question again', async () => {
    const { as } = await newSite();
    const thread = await newThread(as('ana'));
    const { postId } = await newReply(as('ben'), thread);
    await acceptSolution(as('ana'), postId);
    await expect(deletePost(as('ana'), postId)).rejects.toMatchObject({ reason: 'not_allowed' });
    await deletePost(as('ben'), postId);
    const shown = await readThread(as(null), thread.id);
    expect(shown.thread).toMatchObject({ state: 'unanswered', solvedAt: null });
    expect(shown.solutions).toEqual([]);
  });
});
