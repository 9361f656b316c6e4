import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Tx } from '#db/client.ts';
import { sessions, tokens, users } from '#db/schema/accounts.ts';
import { follows, meToos, posts, revisions, threads, threadTags, votes } from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import { deleteAccount } from '#src/accounts/deletion.ts';
import { takeOut } from '#src/accounts/export.ts';
import { doingsOf, publicPerson } from '#src/accounts/people.ts';
import { askForReset } from '#src/accounts/reset.ts';
import { signIn } from '#src/accounts/sign-in.ts';
import { signUp } from '#src/accounts/sign-up.ts';
import { newSite, today } from '#test/support/site.ts';
import { asDevice, device, outbox, password, userWith, whoIs, withPassword } from './support.ts';

const written = { html: '<p></p>', renderedBy: 1, createdAt: today };

/** Ana asks (thread 1) and replies to Ben's question (thread 2); both vote, follow and have it too. */
async function talk(tx: Tx): Promise<void> {
  const asked = { ...written, locale: 'en', activeAt: today } as const;
  await tx.insert(threads).values([
    {
      ...asked,
      title: 'My drum is full',
      slug: 'drum',
      body: 'Water stands in it',
      authorId: 'ana',
      submission: 'a',
    },
    {
      ...asked,
      title: 'It hums',
      slug: 'hums',
      body: 'All night',
      authorId: 'ben',
      submission: 'b',
      meTooCount: 2,
    },
  ]);
  await tx.insert(threadTags).values({ threadId: 1, tag: 'pump' });
  await tx.insert(posts).values([
    { ...written, threadId: 2, body: 'Level it', authorId: 'ana', submission: 'c', voteCount: 1 },
    { ...written, threadId: 1, body: 'Clean the filter', authorId: 'ben', submission: 'd', voteCount: 2 },
  ]);
  await tx.insert(revisions).values([
    { threadId: 1, title: 'My drum', body: 'Water', html: '', editorId: 'ana', createdAt: today },
    { threadId: 2, postId: 1, body: 'Levl it', html: '', editorId: 'ana', createdAt: today },
    { threadId: 1, postId: 2, body: 'What Ben wrote first', html: '', editorId: 'ben', createdAt: today },
  ]);
  await tx.insert(votes).values([
    { postId: 2, userId: 'ana', createdAt: today },
    { postId: 2, userId: 'eli', createdAt: today },
    { postId: 1, userId: 'ben', createdAt: today },
  ]);
  await tx.insert(meToos).values([
    { threadId: 2, voter: 'user:ana', createdAt: today },
    { threadId: 2, voter: 'user:eli', createdAt: today },
  ]);
  await tx.insert(follows).values([
    { threadId: 2, userId: 'ana', createdAt: today },
    { threadId: 2, userId: 'ben', createdAt: today },
  ]);
}

async function anaWhoTalked() {
  const site = await newSite();
  await withPassword(site, 'ana');
  await site.instance.db.write(talk);
  const cookie = await device(site, 'ana');
  return { site, cookie, ana: await asDevice(site, cookie) };
}

describe('taking out my data', () => {
  test('gives all that is kept about me, and what I wrote', async () => {
    const { site, ana } = await anaWhoTalked();
    await askForReset(site.as(null), 'ana@example.com');
    const data = JSON.parse(await takeOut(ana)) as Record<string, unknown>;
    expect(data).toMatchObject({
      takenOutAt: '2026-11-20T09:00:00.000Z',
      account: { name: 'ana', email: 'ana@example.com', role: 'customer', locale: 'hu' },
      sessions: [{ device: '' }],
      threads: [{ title: 'My drum is full', body: 'Water stands in it', tags: ['pump'] }],
      posts: [{ threadId: 2, body: 'Level it' }],
      earlierWordings: [{ body: 'Water' }, { body: 'Levl it' }],
      votes: [{ postId: 2 }],
      meToos: [{ threadId: 2 }],
      follows: [{ threadId: 2 }],
      letters: [{ kind: 'reset_password', email: 'ana@example.com' }],
    });
  });

  test('holds no secret and nothing of others', async () => {
    const { site, ana } = await anaWhoTalked();
    await askForReset(site.as(null), 'ana@example.com');
    const text = await takeOut(ana);
    for (const hidden of [
      'argon2',
      '/reset-password/',
      'Clean the filter',
      'What Ben wrote',
      ana.actor?.sessionId ?? '?',
    ])
      expect(text).not.toContain(hidden);
  });

  test('reads a long history in pieces, and all of it', async () => {
    const { site, ana } = await anaWhoTalked();
    const many = Array.from({ length: 1_200 }, (_, index) => ({
      ...written,
      threadId: 2,
      body: `Reply ${index}`,
      authorId: 'ana',
      submission: `many ${index}`,
    }));
    await site.instance.db.write((tx) => tx.insert(posts).values(many));
    const { posts: taken } = JSON.parse(await takeOut(ana)) as { posts: unknown[] };
    expect(taken).toHaveLength(1_201);
  });

  test('is for those who are signed in', async () => {
    const { as } = await newSite();
    await expect(takeOut(as(null))).rejects.toThrow('signed_out');
  });
});

describe('deleting my account', () => {
  test('asks for the password', async () => {
    const { site, ana } = await anaWhoTalked();
    await expect(deleteAccount(ana, 'a guess')).rejects.toThrow('wrong_password');
    await expect(deleteAccount(site.as(null), password)).rejects.toThrow('signed_out');
    expect(await userWith(site.instance, 'ana@example.com')).toBeDefined();
  });

  test('keeps what I posted, under nobody’s name', async () => {
    const { site, ana } = await anaWhoTalked();
    await deleteAccount(ana, password);
    const db = site.instance.db.read;
    const [row] = await db.select().from(users).where(eq(users.id, 'ana'));
    expect(row).toMatchObject({
      displayName: '',
      email: null,
      passwordHash: null,
      about: '',
      deletedAt: today,
    });
    expect(row?.name).toMatch(/^former-/);
    expect(await db.select().from(posts).where(eq(posts.authorId, 'ana'))).toMatchObject([
      { body: 'Level it' },
    ]);
    await expect(publicPerson(site.as(null), 'ana')).rejects.toThrow('not_found');
    await expect(publicPerson(site.as(null), row?.name ?? '')).rejects.toThrow('not_found');
  });

  test('leaves no trace of me anywhere', async () => {
    const { site, cookie, ana } = await anaWhoTalked();
    await askForReset(site.as(null), 'ana@example.com');
    await deleteAccount(ana, password);
    const db = site.instance.db.read;
    expect(await whoIs(site.instance, cookie)).toBeNull();
    for (const table of [sessions, tokens, letters, votes, follows])
      expect(await db.select().from(table).where(eq(table.userId, 'ana'))).toEqual([]);
    expect(JSON.stringify([await db.select().from(users), await db.select().from(meToos)])).not.toMatch(
      /Kovács|ana@example|user:ana/,
    );
  });

  test('takes my votes back and keeps the counts true', async () => {
    const { site, ana } = await anaWhoTalked();
    await deleteAccount(ana, password);
    const db = site.instance.db.read;
    expect(await db.select({ id: posts.id, votes: posts.voteCount }).from(posts)).toEqual([
      { id: 1, votes: 1 },
      { id: 2, votes: 1 },
    ]);
    expect(await db.select({ meToos: threads.meTooCount }).from(threads)).toEqual([
      { meToos: 0 },
      { meToos: 1 },
    ]);
  });

  test('is told by a last letter, and frees the address', async () => {
    const { site, ana } = await anaWhoTalked();
    await deleteAccount(ana, password);
    expect(await outbox(site.instance)).toMatchObject([
      { kind: 'account_deleted', email: 'ana@example.com', userId: null, locale: 'hu' },
    ]);
    await expect(
      signIn(site.as(null), { email: 'ana@example.com', password, next: undefined }),
    ).rejects.toThrow('wrong_sign_in');
    await signUp(site.as(null), { displayName: 'Ana', email: 'ana@example.com', password, next: undefined });
    expect((await outbox(site.instance)).at(-1)).toMatchObject({ kind: 'verify_email' });
  });

  test('of an expert leaves no rights behind', async () => {
    const site = await newSite();
    await withPassword(site, 'eli');
    await deleteAccount(await asDevice(site, await device(site, 'eli')), password);
    const [row] = await site.instance.db.read.select().from(users).where(eq(users.id, 'eli'));
    expect(row).toMatchObject({ role: 'customer' });
  });
});

describe('the public profile', () => {
  test('holds no address', async () => {
    const { as } = await newSite();
    expect(await publicPerson(as(null), 'ana')).toEqual({
      id: 'ana',
      name: 'ana',
      displayName: 'Ana Kovács',
      role: 'customer',
      about: '',
      createdAt: today - 40 * 86_400_000,
    });
  });

  test('lists what somebody asked and replied, newest first, without what was deleted', async () => {
    const { site } = await anaWhoTalked();
    await site.instance.db.write(async (tx) => {
      await tx
        .update(threads)
        .set({ createdAt: today - 1 })
        .where(eq(threads.id, 1));
      await tx.insert(posts).values({
        ...written,
        threadId: 1,
        body: '',
        authorId: 'ana',
        submission: 'gone',
        deletedAt: today,
      });
    });
    const { doings, older } = await doingsOf(site.as(null), 'ana');
    expect(doings).toMatchObject([
      { threadId: 2, title: 'It hums', postId: 1, rank: 1 },
      { threadId: 1, title: 'My drum is full', postId: null },
    ]);
    expect(older).toBeUndefined();
  });

  test('goes on over pages', async () => {
    const { site } = await anaWhoTalked();
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...written,
      createdAt: today - index - 1,
      threadId: 2,
      body: 'More',
      authorId: 'ana',
      submission: `many ${index}`,
    }));
    await site.instance.db.write((tx) => tx.insert(posts).values(many));
    const first = await doingsOf(site.as(null), 'ana');
    expect(first.doings).toHaveLength(20);
    const second = await doingsOf(site.as(null), 'ana', first.older);
    expect(second.doings).toHaveLength(12);
    expect(second.older).toBeUndefined();
  });
});
