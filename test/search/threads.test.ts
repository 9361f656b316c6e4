import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { posts, solutions, threads } from '#db/schema/forum.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { indexThread } from '#src/search/threads.ts';
import { newSite, type TestSite, today } from '#test/support/site.ts';

const written = { html: '', renderedBy: 1, authorId: 'ana', createdAt: today };

async function newThread({ instance }: TestSite, locale: Locale, title: string, body: string) {
  return instance.db.write(async (tx) => {
    const [thread] = await tx
      .insert(threads)
      .values({ ...written, locale, title, body, slug: 'x', activeAt: today, submission: title })
      .returning({ id: threads.id });
    const id = thread?.id ?? 0;
    await indexThread(tx, id);
    return id;
  });
}

const matching = async ({ instance }: TestSite, match: string) => {
  const rows = await instance.db.read.all<{ rowid: number }>(
    sql`select rowid from threads_fts where threads_fts match ${match} limit 10`,
  );
  return rows.map(({ rowid }) => rowid);
};

describe('the index of threads', () => {
  test('holds the stems and the folded words of the thread’s own language', async () => {
    const site = await newSite();
    const id = await newThread(site, 'el', 'Ισχύει η εγγύηση;', 'Το πλυντήριο δείχνει E18.');
    expect(await matching(site, '"εγγυησ"')).toEqual([]);
    expect(await matching(site, '"εγγυης"')).toEqual([id]);
    expect(await matching(site, '"εγγυηση"')).toEqual([id]);
    expect(await matching(site, '"e18"')).toEqual([id]);
  });

  test('hears of a reply, forgets it when it is deleted, and forgets a deleted thread', async () => {
    const site = await newSite();
    const id = await newThread(site, 'en', 'Water in the drum', 'It will not drain.');
    await site.instance.db.write(async (tx) => {
      await tx
        .insert(posts)
        .values({ ...written, id: 7, threadId: id, body: 'Clean the filter.', submission: 'r' });
      await tx.insert(solutions).values({ threadId: id, postId: 7, acceptedBy: 'ana', createdAt: today });
      await indexThread(tx, id);
    });
    expect(await matching(site, 'solution : "filter"')).toEqual([id]);
    await site.instance.db.write(async (tx) => {
      await tx.update(posts).set({ deletedAt: today });
      await indexThread(tx, id);
    });
    expect(await matching(site, '"filter"')).toEqual([]);
    await site.instance.db.write(async (tx) => {
      await tx.update(threads).set({ deletedAt: today });
      await indexThread(tx, id);
    });
    expect(await matching(site, '"drum"')).toEqual([]);
  });

  test('is given back when the transaction fails', async () => {
    const site = await newSite();
    const id = await newThread(site, 'en', 'Water in the drum', 'It will not drain.');
    const failing = site.instance.db.write(async (tx) => {
      await tx.update(threads).set({ deletedAt: today });
      await indexThread(tx, id);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await matching(site, '"drum"')).toEqual([id]);
  });
});
