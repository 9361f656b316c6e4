import type { InValue } from '@libsql/client';
import { describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import {
  countByState,
  type Cursor,
  type Filter,
  freshlySolved,
  listThreads,
  readCursor,
  solvedInOrder,
  statesCounted,
  threadsAbout,
  threadsInOrder,
  threadsPerPage,
} from '#src/forum/list.ts';
import { findArticle } from '#src/catalog/catalog.ts';
import { acceptSolution } from '#src/forum/solutions.ts';
import { deleteThread } from '#src/forum/threads.ts';
import { newIdea, newReply, newThread } from '#test/support/forum.ts';
import { newSite, today } from '#test/support/site.ts';

const dishes = { product: 'espresso-machine-c3', topic: 'brewing', tags: 'crema' };

/** One unanswered, one answered, one solved about the washing machine; one unanswered in Greek about coffee. */
async function village() {
  const site = await newSite();
  const { as } = site;
  const unanswered = await newThread(as('ana', { now: today + 1 }));
  const answered = await newThread(as('ana', { now: today + 2 }));
  await newReply(as('ben', { now: today + 12 }), answered);
  const solved = await newThread(as('ana', { now: today + 3 }));
  const { postId } = await newReply(as('ben', { now: today + 13 }), solved);
  await acceptSolution(as('ana', { now: today + 20 }), postId);
  const greek = await newThread(as('ben', { now: today + 4, locale: 'el' }), dishes);
  await deleteThread(as('ana'), (await newThread(as('ana'))).id);
  return { site, as, ids: { unanswered, answered, solved, greek } };
}

describe('the list', () => {
  test('shows what was said last first, without what is deleted', async () => {
    const { as, ids } = await village();
    const { rows, newer, older } = await listThreads(as(null), {});
    expect(rows.map(({ id }) => id)).toEqual([
      ids.solved.id,
      ids.answered.id,
      ids.greek.id,
      ids.unanswered.id,
    ]);
    expect([newer, older]).toEqual([undefined, undefined]);
  });

  test.each<[Filter, string[]]>([
    [{ state: 'unanswered' }, ['greek', 'unanswered']],
    [{ state: 'answered' }, ['answered']],
    [{ state: 'solved' }, ['solved']],
    [{ product: 'espresso-machine-c3' }, ['greek']],
    [{ topic: 'drainage', state: 'unanswered' }, ['unanswered']],
    [{ locale: 'el' }, ['greek']],
    [{ tag: 'crema' }, ['greek']],
    [{ kind: 'idea' }, []],
    [{ kind: 'question', product: 'washing-machine-w80', locale: 'en', state: 'solved' }, ['solved']],
  ])('%j', async (filter, names) => {
    const { as, ids } = await village();
    const { rows } = await listThreads(as(null), filter);
    const nameOf = new Map(Object.entries(ids).map(([name, { id }]) => [id, name]));
    expect(rows.map(({ id }) => nameOf.get(id))).toEqual(names);
  });

  test('counts each state within the other filters', async () => {
    const { as } = await village();
    await newIdea(as('ana'));
    expect(await countByState(as(null), {})).toEqual({ unanswered: 2, answered: 1, solved: 1, other: 1 });
    expect(await countByState(as(null), { locale: 'el', state: 'solved' })).toEqual({
      unanswered: 1,
      answered: 0,
      solved: 0,
      other: 0,
    });
    expect((await listThreads(as(null), { state: 'unanswered' })).rows).toHaveLength(2);
    expect(await countByState(as(null), { tag: 'crema' })).toMatchObject({ unanswered: 1 });
  });

  test('pages older and newer meet every thread once, also where moments are the same', async () => {
    const { as } = await newSite();
    const all: number[] = [];
    for (let index = 0; index < threadsPerPage * 2 + 3; index += 1)
      all.unshift((await newThread(as('ana', { now: today + Math.floor(index / 10) }))).id);
    const seen: number[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listThreads(as(null), {}, readCursor(cursor));
      seen.push(page.rows.map(({ id }) => id));
      cursor = page.older;
    } while (cursor);
    expect(seen.flat()).toEqual(all);

    const second = await listThreads(as(null), {}, readCursor((await listThreads(as(null), {})).older));
    const last = await listThreads(as(null), {}, readCursor(second.older));
    const back = await listThreads(as(null), {}, readCursor(last.newer));
    expect(back.rows).toEqual(second.rows);
    const front = await listThreads(as(null), {}, readCursor(back.newer));
    expect(front.rows.map(({ id }) => id)).toEqual(seen[0]);
    expect(front.newer).toBeUndefined();
  });

  test.each([
    '',
    'older',
    'older.1',
    'older.1.2.3',
    'sideways.1.2',
    "older.1'.2",
    'older.1.' + '9'.repeat(99),
  ])('a cursor that is none is the first page: %j', (text) => {
    expect(readCursor(text)).toBeNull();
  });
});

describe('short lists', () => {
  test('freshly solved: the reader’s language first, others where those are few', async () => {
    const { as, ids } = await village();
    const { postId } = await newReply(as('eli', { now: today + 30 }), ids.greek);
    await acceptSolution(as('ben', { now: today + 31 }), postId);
    expect((await freshlySolved(as(null), 'el', 3)).map(({ id }) => id)).toEqual([
      ids.greek.id,
      ids.solved.id,
    ]);
    expect((await freshlySolved(as(null), 'en', 1)).map(({ id }) => id)).toEqual([ids.solved.id]);
  });

  test('about an article: asked from it, then on its product and topic, each once', async () => {
    const { as, ids } = await village();
    const article = findArticle(as(null).catalog, 'washing-machine-will-not-drain');
    if (!article) throw new Error('The demo lacks an article.');
    const asked = await newThread(as('ana'), { article: article.slug, topic: 'noise' });
    expect((await threadsAbout(as(null), article, 'en', 3)).map(({ id }) => id)).toEqual([
      asked.id,
      ids.solved.id,
      ids.answered.id,
    ]);
  });
});

describe('every query of a list has an index', () => {
  const values: Filter = {
    product: 'washing-machine-w80',
    topic: 'drainage',
    kind: 'question',
    locale: 'en',
    article: 'x',
    state: 'solved',
  };
  const names = Object.keys(values) as (keyof Filter)[];
  const filters = Array.from({ length: 2 ** names.length }, (_, bits) =>
    Object.fromEntries(names.filter((_, bit) => bits & (1 << bit)).map((name) => [name, values[name]])),
  );
  const cursors: (Cursor | null)[] = [
    null,
    { direction: 'older', activeAt: 1, id: 1 },
    { direction: 'newer', activeAt: 1, id: 1 },
  ];

  test('in order by that index, whatever the filter and the direction', async () => {
    const { instance } = await newSite();
    for (const filter of filters)
      for (const cursor of cursors) {
        const plan = await planOf(instance.db, threadsInOrder(instance.db.read, filter, cursor, 26));
        expect(plan, JSON.stringify(filter)).toMatch(/^SEARCH threads USING INDEX/);
        expect(plan, JSON.stringify(filter)).not.toMatch(/SCAN|TEMP B-TREE/);
      }
  });

  test('with a tag, by the tag', async () => {
    const { instance } = await newSite();
    for (const cursor of cursors)
      expect(
        await planOf(instance.db, threadsInOrder(instance.db.read, { tag: 'e18' }, cursor, 26)),
      ).not.toMatch(/SCAN/);
  });

  test('counts and freshly solved questions too', async () => {
    const { instance } = await newSite();
    for (const filter of filters)
      expect(await planOf(instance.db, statesCounted(instance.db.read, filter))).not.toMatch(/SCAN/);
    for (const locale of [undefined, 'el'] as const)
      expect(await planOf(instance.db, solvedInOrder(instance.db.read, locale, 5))).not.toMatch(
        /SCAN|TEMP B-TREE/,
      );
  });

  async function planOf(
    { client }: Database,
    query: { toSQL(): { sql: string; params: unknown[] } },
  ): Promise<string> {
    const { sql, params } = query.toSQL();
    const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: params as InValue[] });
    return rows.map(({ detail }) => String(detail)).join('\n');
  }
});
