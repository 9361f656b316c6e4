import { join } from 'node:path';
import { expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { follows, posts, revisions, solutions, threads, votes } from '#db/schema/forum.ts';
import { openDatabase, migrateDatabase } from '#db/client.ts';
import { loadDemo } from '#src/forum/demo.ts';
import { readDemo } from '#src/forum/demo-files.ts';
import { isClause } from '#src/forum/clauses.ts';
import { countByState, listThreads } from '#src/forum/list.ts';
import { findProduct, findTopic } from '#src/catalog/catalog.ts';
import type { WorkingDays } from '#src/lib/working-days.ts';
import { newSite, today } from '#test/support/site.ts';

const working: WorkingDays = {
  timeZone: 'UTC',
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  closed: [],
};
const given = { passwordHash: 'hash', publicUrl: 'https://help.example.com', working, now: today };

async function demoSite() {
  const { instance, as } = await newSite();
  const db = await openDatabase(`file:${join(instance.settings.dataDir, 'demo.db')}`);
  await migrateDatabase(db);
  const demo = await readDemo('db/seed');
  return { db, demo, instance, as };
}

test('the demo fits the catalog and names only its own people', async () => {
  const { db, demo, instance } = await demoSite();
  const known = new Set(demo.people.map(({ name }) => name));
  for (const thread of demo.threads) {
    expect(findProduct(instance.catalog, thread.product) !== undefined || thread.product === null).toBe(true);
    if (thread.kind === 'question')
      expect(findTopic(instance.catalog, thread.topic), thread.file).toBeDefined();
    for (const { clause } of thread.outcomes)
      if (clause) expect(isClause(instance.catalog, thread.product, clause), thread.file).toBe(true);
    const named = [
      thread.by,
      ...thread.meToo,
      ...thread.posts.flatMap(({ by, votes }) => [by, ...votes]),
      ...[...thread.statuses, ...thread.outcomes].map(({ by }) => by),
    ];
    expect(
      named.filter((name) => !known.has(name)),
      thread.file,
    ).toEqual([]);
    for (const post of thread.posts) expect(post.votes, thread.file).not.toContain(post.by);
  }
  await db.close();
});

test('loading it twice is loading it once, and its counts are those of its rows', async () => {
  const { db, demo } = await demoSite();
  await loadDemo(db, demo, given);
  const count = async () =>
    Promise.all(
      [users, threads, posts, votes, solutions, follows, revisions].map((table) => db.read.$count(table)),
    );
  const first = await count();
  await loadDemo(db, demo, { ...given, now: today + 86_400_000 });
  expect(await count()).toEqual(first);
  expect(first.slice(0, 3)).toEqual([
    demo.people.length,
    demo.threads.length,
    demo.threads.reduce((sum, thread) => sum + thread.posts.length, 0),
  ]);
  const { rows } = await db.client.execute(`
    select id from threads where
      post_count <> (select count(*) from posts p where p.thread_id = threads.id)
      or answer_count <> (select count(*) from posts p where p.thread_id = threads.id and p.author_id <> threads.author_id)
      or me_too_count <> (select count(*) from me_toos m where m.thread_id = threads.id)
      or promised_at is null <> (kind <> 'complaint')
      or (kind = 'idea') <> (idea_status is not null)
      or idea_status is not 'new' and idea_status <> (select status from idea_decisions d where d.thread_id = threads.id order by id desc limit 1)
      or (kind = 'complaint') <> exists (select 1 from complaints c where c.thread_id = threads.id)
      or (shown_at is null) = exists (select 1 from story_consents s where s.thread_id = threads.id)
      or (solved_at is null) = exists (select 1 from solutions s where s.thread_id = threads.id)
    union all select id from posts where vote_count <> (select count(*) from votes v where v.post_id = posts.id)
    union all select id from posts where created_at > ${today}`);
  expect(rows).toEqual([]);
  const states = await countByState({ db }, {});
  expect(states.solved).toBeGreaterThan(10);
  expect(states.unanswered).toBeGreaterThan(2);
  expect((await listThreads({ db }, { locale: 'el' })).rows.length).toBeGreaterThan(2);
  await db.close();
});

test('it is not loaded beside real people', async () => {
  const { db, demo, instance } = await demoSite();
  await expect(loadDemo(instance.db, demo, given)).rejects.toThrow('people of its own');
  expect(await instance.db.read.$count(threads)).toBe(0);
  await db.close();
});
