import { expect, test } from 'vitest';
import { threads } from '#db/schema/forum.ts';
import { threadSitemaps, threadsOfSitemap } from '#src/forum/sitemap.ts';
import { newSite, today } from '#test/support/site.ts';

test('threads keep their sitemap by id, and deleted ones are left out', async () => {
  const { as, instance } = await newSite();
  expect(await threadSitemaps(as(null))).toBe(0);
  const thread = (id: number, deletedAt: number | null = null) => ({
    ...{ id, locale: 'hu' as const, title: 'T', slug: 't', body: 'b', html: 'b', renderedBy: 1 },
    ...{ authorId: 'ana', createdAt: today, activeAt: today, submission: `s${id}`, deletedAt },
  });
  await instance.db.write((tx) =>
    tx.insert(threads).values([thread(1), thread(10_000), thread(10_001), thread(10_002, today)]),
  );
  expect(await threadSitemaps(as(null))).toBe(2);
  expect((await threadsOfSitemap(as(null), 1)).map(({ path }) => path)).toEqual([
    '/hu/community/1/t/',
    '/hu/community/10000/t/',
  ]);
  expect(await threadsOfSitemap(as(null), 2)).toEqual([{ path: '/hu/community/10001/t/', activeAt: today }]);
});
