import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { posts, threads } from '#db/schema/forum.ts';
import { threadWords } from '#db/schema/search.ts';
import { deletePost, editPost, reply } from '#src/forum/posts.ts';
import { acceptSolution, withdrawSolution } from '#src/forum/solutions.ts';
import { ask, deleteThread, editThread } from '#src/forum/threads.ts';
import { rowsWith } from '#src/search/threads/postings.ts';
import { countStems } from '#src/search/threads/words.ts';
import { indexOutstanding } from '#src/search/threads/filling.ts';
import { partOf, threadOf } from '#src/search/threads/rows.ts';
import { indexThread, productTerm, wordTerm } from '#src/search/threads/threads.ts';
import { newSite, type TestSite, today } from '#test/support/site.ts';
import { asked } from './asked.ts';

/** The texts that have a word, as "part of thread". */
const having = async ({ instance }: TestSite, term: string) =>
  (await rowsWith(instance.db.read, term, 10)).map((row) => `${partOf(row)} of ${threadOf(row)}`);
const english = (stem: string) => wordTerm('en', stem);

/** The vocabulary, as it stands and as it would stand if all were counted anew. */
async function vocabularies(site: TestSite) {
  const { db } = site.instance;
  const words = () =>
    db.read
      .select({ word: threadWords.word, texts: threadWords.texts, titles: threadWords.titles })
      .from(threadWords)
      .orderBy(threadWords.locale, threadWords.word);
  const stands = await words();
  await db.write(async (tx) => {
    for (const table of ['thread_words', 'thread_texts', 'threads_fts'])
      await tx.run(
        sql.raw(table === 'threads_fts' ? `delete from ${table} where rowid >= 0` : `delete from ${table}`),
      );
  });
  await indexOutstanding(db);
  return { stands, counted: await words() };
}

const question = { tags: [], submission: 's1', do: 'post' as const };

describe('the index of threads', () => {
  test('holds stems, each a word of its language', async () => {
    const site = await newSite();
    const id = await asked(site, 'Ισχύει η εγγύηση;', { locale: 'el', body: 'Το πλυντήριο δείχνει E18.' });
    expect(await having(site, wordTerm('el', 'εγγυησ'))).toEqual([`title of ${id}`]);
    expect(await having(site, wordTerm('el', 'e18'))).toEqual([`question of ${id}`]);
    expect(await having(site, english('e18'))).toEqual([]);
  });

  test('forgets a deleted reply and a deleted thread', async () => {
    const site = await newSite();
    const id = await asked(site, 'Water in the drum', { solution: 'Clean the filter.' });
    expect(await having(site, english('filter'))).toEqual([`answer of ${id}`]);
    await site.instance.db.write(async (tx) => {
      await tx.update(posts).set({ deletedAt: today });
      await indexThread(tx, id);
    });
    expect(await having(site, english('filter'))).toEqual([]);
    await site.instance.db.write(async (tx) => {
      await tx.update(threads).set({ deletedAt: today });
      await indexThread(tx, id);
    });
    expect(await having(site, english('drum'))).toEqual([]);
    expect(await site.instance.db.read.select().from(threadWords)).toEqual([]);
  });

  test('is as it was when the transaction fails', async () => {
    const site = await newSite();
    const id = await asked(site, 'Water in the drum');
    const failing = site.instance.db.write(async (tx) => {
      await tx.update(threads).set({ deletedAt: today });
      await indexThread(tx, id);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await having(site, english('drum'))).toEqual([`title of ${id}`]);
  });

  test('follows a reply from the first word to the last, and leaves the others alone', async () => {
    const site = await newSite();
    const [ana, ben] = [site.as('ana'), site.as('ben')];
    const { id } = await ask(ana, {
      ...question,
      title: 'Water in the drum',
      body: 'It stays there all day.',
    });
    const first = await reply(ben, id, {
      body: 'Clean the filter.',
      official: false,
      submission: 'r1',
      do: 'post' as const,
    });
    const second = await reply(ben, id, {
      body: 'Check the hose.',
      official: false,
      submission: 'r2',
      do: 'post' as const,
    });
    expect(await having(site, english('filter'))).toEqual([`reply of ${id}`]);
    await acceptSolution(ana, second.postId);
    expect(await having(site, english('hose'))).toEqual([`answer of ${id}`]);
    expect(await having(site, english('filter'))).toEqual([`reply of ${id}`]);
    await editPost(ben, second.postId, 'Check the pump.');
    expect(await having(site, english('hose'))).toEqual([]);
    expect(await having(site, english('pump'))).toEqual([`answer of ${id}`]);
    await withdrawSolution(ana, second.postId);
    expect(await having(site, english('pump'))).toEqual([`reply of ${id}`]);
    await deletePost(ben, first.postId);
    expect(await having(site, english('filter'))).toEqual([]);
    expect(await having(site, english('pump'))).toEqual([`reply of ${id}`]);
    const official = {
      body: 'A drain kit is on its way.',
      official: true,
      submission: 'r3',
      do: 'post' as const,
    };
    await reply(site.as('eli'), id, official);
    expect(await having(site, english('kit'))).toEqual([`answer of ${id}`]);
    await editThread(ana, id, {
      ...question,
      title: 'Water in the tub',
      body: 'It stays there all day.',
      product: 'washing-machine-w80',
    });
    expect(await having(site, english('drum'))).toEqual([]);
    expect(await having(site, productTerm('washing-machine-w80'))).toHaveLength(4);
    const { stands, counted } = await vocabularies(site);
    expect(stands).toEqual(counted);
    await deleteThread(site.as('root'), id);
    expect(await having(site, english('tub'))).toEqual([]);
    expect(await having(site, english('pump'))).toEqual([]);
    expect(await site.instance.db.read.select().from(threadWords)).toEqual([]);
  });

  test('is filled with what an older version wrote, and each thread once', async () => {
    const site = await newSite();
    const { db } = site.instance;
    for (let number = 1; number <= 45; number += 1) await asked(site, `Drum number ${number}`);
    await db.write(async (tx) => {
      await tx.run(sql`update thread_texts set indexed_by = 0`);
      await tx.run(sql`update thread_words set stem = 'otherwise', bare = 'otherwise'`);
      await tx.run(sql`delete from threads_fts where rowid > 0`);
      await tx.update(threads).set({ deletedAt: today }).where(eq(threads.id, 7));
    });
    const told: number[] = [];
    expect(await indexOutstanding(db, (threads) => told.push(threads))).toBe(44);
    expect(told).toEqual([20, 40, 44]);
    expect(await having(site, english('12'))).toEqual(['title of 12']);
    const count = await countStems(db.read, [['en', 'drum']]);
    expect(count('en', 'drum')).toBe(45);
    expect(await indexOutstanding(db)).toBe(0);
  });
});
