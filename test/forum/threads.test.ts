import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { follows, threads } from '#db/schema/forum.ts';
import { slugOf } from '#src/forum/address.ts';
import { EditedQuestion } from '#src/forum/forms.ts';
import { readHistory, readThread } from '#src/forum/reading.ts';
import { ask, deleteThread, editThread, lockThread } from '#src/forum/threads.ts';
import { newReply, newThread, questionForm } from '#test/support/forum.ts';
import { newSite, today } from '#test/support/site.ts';

describe('asking', () => {
  test('makes a thread in the language of the page, with product, topic and tags', async () => {
    const { as } = await newSite();
    const { id } = await newThread(as('ana', { locale: 'el' }), {
      title: 'Το πλυντήριο δεν αδειάζει καθόλου',
      tags: 'E18, Pump; pump',
      article: 'washing-machine-will-not-drain',
    });
    const { thread, tags, author } = await readThread(as(null), id);
    expect(thread).toMatchObject({
      locale: 'el',
      slug: 'to-plyntirio-den-adeiazei-katholou',
      product: 'washing-machine-w80',
      topic: 'drainage',
      article: 'washing-machine-will-not-drain',
      state: 'unanswered',
      postCount: 0,
    });
    expect(tags).toEqual(['e18', 'pump']);
    expect(author.displayName).toBe('Ana Kovács');
  });

  test('makes the asker follow the thread', async () => {
    const { as, instance } = await newSite();
    const { id } = await newThread(as('ana'));
    expect(await instance.db.read.select({ who: follows.userId }).from(follows)).toEqual([{ who: 'ana' }]);
    expect((await readThread(as('ana'), id)).mine.follows).toBe(true);
  });

  test('the same form sent again, even at once, makes one thread', async () => {
    const { as, instance } = await newSite();
    const form = questionForm();
    const sent = await Promise.all([ask(as('ana'), form), ask(as('ana'), form), ask(as('ana'), form)]);
    sent.push(await ask(as('ana'), form));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(await instance.db.read.$count(threads)).toBe(1);
  });

  test('a form gone back to and filled with other words is another question', async () => {
    const { as } = await newSite();
    const form = questionForm();
    const first = await ask(as('ana'), form);
    const second = await ask(as('ana'), { ...form, title: 'Something quite different now' });
    expect(second.id).not.toBe(first.id);
  });

  test('the same words from a fresh form within five minutes are refused, later they are not', async () => {
    const { as } = await newSite();
    const words = { title: 'The same question, twice over' };
    await newThread(as('ana'), words);
    await expect(newThread(as('ana'), words)).rejects.toMatchObject({ reason: 'same_words' });
    await newThread(as('ana', { now: today + 6 * 60_000 }), words);
    await newThread(as('ben'), words);
  });

  test('products and topics that do not exist are left out', async () => {
    const { as } = await newSite();
    const { id } = await newThread(as('ana'), { product: '../etc', topic: 'x', article: '<script>' });
    expect((await readThread(as('ana'), id)).thread).toMatchObject({
      product: null,
      topic: null,
      article: null,
    });
  });

  test('needs an account with a confirmed address', async () => {
    const { as } = await newSite();
    await expect(newThread(as(null))).rejects.toMatchObject({ reason: 'signed_out' });
    const ana = as('ana');
    const unverified = { ...ana, actor: ana.actor && { ...ana.actor, emailVerified: false } };
    await expect(newThread(unverified)).rejects.toMatchObject({ reason: 'email_unverified' });
  });

  test('is limited, more so for newcomers, and not for staff', async () => {
    const { as } = await newSite({ RATE_LIMITS: 'on' });
    for (let count = 0; count < 3; count += 1) await newThread(as('ana'));
    for (let count = 0; count < 12; count += 1) await newThread(as('eli'));
    const newcomer = async () => {
      for (let count = 0; count < 4; count += 1)
        await newThread(as('ben', { now: today - 39.5 * 86_400_000 }));
    };
    await expect(newcomer()).rejects.toMatchObject({ reason: 'too_often' });
  });

  test('a newcomer may link elsewhere twice, others at will', async () => {
    const { as } = await newSite();
    const links = (count: number) => ({ body: 'See https://a.example/x and so on. '.repeat(count) });
    await expect(newThread(as('ana'), links(3))).rejects.toMatchObject({ reason: 'too_many_links' });
    await newThread(as('ana'), links(2));
    await newThread(as('ana'));
    await newThread(as('ana'));
    await newThread(as('ana'), links(3));
    await newThread(as('eli'), links(3));
  });
});

describe('a title as an address', () => {
  test.each([
    ['Washing machine W80: "E18"?', 'washing-machine-w80-e18'],
    ['Το ψυγείο κάνει θόρυβο', 'to-psygeio-kanei-thoryvo'],
    ['Készülék őrült búgása', 'keszulek-orult-bugasa'],
    ['洗濯機が動かない', 'question'],
    ['History', 'question-history'],
    ['x'.repeat(120), 'x'.repeat(60)],
  ])('%s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});

const edit = (fields: Record<string, string>) =>
  EditedQuestion.parse({
    title: 'A title that has been mended',
    body: 'A body that has been mended too.',
    ...fields,
  });

describe('editing a question', () => {
  test('keeps the earlier wording in the history', async () => {
    const { as } = await newSite();
    const { id } = await newThread(as('ana'), { title: 'The title as it was first' });
    const edited = await editThread(as('ana', { now: today + 1_000 }), id, edit({ tags: 'pump' }));
    expect(edited.slug).toBe('a-title-that-has-been-mended');
    const { thread, tags } = await readThread(as(null), id);
    expect(thread).toMatchObject({ title: 'A title that has been mended', editedAt: today + 1_000 });
    expect(tags).toEqual(['pump']);
    expect((await readHistory(as(null), id)).changed).toMatchObject([
      {
        postId: null,
        author: { name: 'ana' },
        revisions: [{ title: 'The title as it was first', editor: { name: 'ana' } }],
      },
    ]);
  });

  test('is for its asker and for who may edit any post', async () => {
    const { as } = await newSite();
    const { id } = await newThread(as('ana'));
    await expect(editThread(as('ben'), id, edit({}))).rejects.toMatchObject({ reason: 'not_allowed' });
    await expect(editThread(as('eli'), id, edit({}))).rejects.toMatchObject({ reason: 'not_allowed' });
    await expect(editThread(as(null), id, edit({}))).rejects.toMatchObject({ reason: 'signed_out' });
    await editThread(as('root'), id, edit({}));
  });
});

describe('deleting a question', () => {
  test('is for its asker until others have replied; then nobody finds it', async () => {
    const { as } = await newSite();
    const thread = await newThread(as('ana'));
    await newReply(as('ana'), thread);
    await expect(deleteThread(as('ben'), thread.id)).rejects.toMatchObject({ reason: 'not_allowed' });
    await deleteThread(as('ana'), thread.id);
    for (const person of [null, 'ana', 'ben', 'eli'] as const)
      await expect(readThread(as(person), thread.id)).rejects.toMatchObject({ reason: 'not_found' });
    expect((await readThread(as('root'), thread.id)).thread.deletedAt).toBe(today);
  });

  test('is refused once somebody has answered, but not to a moderator', async () => {
    const { as } = await newSite();
    const thread = await newThread(as('ana'));
    await newReply(as('ben'), thread);
    await expect(deleteThread(as('ana'), thread.id)).rejects.toMatchObject({ reason: 'has_answers' });
    await deleteThread(as('root'), thread.id);
  });
});

describe('locking', () => {
  test('closes a thread to replies and to its asker, and can be undone', async () => {
    const { as, instance } = await newSite();
    const thread = await newThread(as('ana'));
    await expect(lockThread(as('eli'), thread.id, true)).rejects.toMatchObject({ reason: 'not_allowed' });
    await lockThread(as('root'), thread.id, true);
    await expect(newReply(as('eli'), thread)).rejects.toMatchObject({ reason: 'thread_locked' });
    await expect(editThread(as('ana'), thread.id, edit({}))).rejects.toMatchObject({
      reason: 'thread_locked',
    });
    await lockThread(as('root'), thread.id, false);
    await newReply(as('eli'), thread);
    expect(await instance.db.read.$count(threads, eq(threads.id, thread.id))).toBe(1);
  });
});
