import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { posts, threads } from '#db/schema/forum.ts';
import { indexThread } from '#src/search/threads.ts';
import { newSite, type TestSite, today } from '#test/support/site.ts';
import { asked } from './asked.ts';

const matching = async ({ instance }: TestSite, match: string) => {
  const rows = await instance.db.read.all<{ rowid: number }>(
    sql`select rowid from threads_fts where threads_fts match ${match} limit 10`,
  );
  return rows.map(({ rowid }) => rowid);
};

describe('the index of threads', () => {
  test('holds the stems and the folded words of the thread’s own language', async () => {
    const site = await newSite();
    const id = await asked(site, 'Ισχύει η εγγύηση;', { locale: 'el', body: 'Το πλυντήριο δείχνει E18.' });
    expect(await matching(site, '"ισχυω"')).toEqual([]);
    expect(await matching(site, '"εγγυησ"')).toEqual([id]);
    expect(await matching(site, '"εγγυηση"')).toEqual([id]);
    expect(await matching(site, '"e18"')).toEqual([id]);
  });

  test('forgets a deleted reply and a deleted thread', async () => {
    const site = await newSite();
    const id = await asked(site, 'Water in the drum', { solution: 'Clean the filter.' });
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

  test('is as it was when the transaction fails', async () => {
    const site = await newSite();
    const id = await asked(site, 'Water in the drum');
    const failing = site.instance.db.write(async (tx) => {
      await tx.update(threads).set({ deletedAt: today });
      await indexThread(tx, id);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await matching(site, '"drum"')).toEqual([id]);
  });
});
