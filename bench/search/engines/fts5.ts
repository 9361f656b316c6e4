import { createClient } from '@libsql/client';
import { type Engine, shown, weights } from '../engine.ts';

const columns = Object.keys(weights).join(', ');
const pagesAtOnce = 500;

/** SQLite FTS5 with bm25, on the server: nothing is fetched but the results. */
export const fts5: Engine = {
  name: 'FTS5',
  build: async ({ docs }) => {
    const db = createClient({ url: ':memory:' });
    await db.execute(
      `create virtual table pages using fts5(id unindexed, ${columns}, tokenize = 'unicode61')`,
    );
    for (let from = 0; from < docs.length; from += pagesAtOnce)
      await db.batch(
        docs.slice(from, from + pagesAtOnce).map(({ id, title, headings, body }) => ({
          sql: `insert into pages (id, ${columns}) values (?, ?, ?, ?)`,
          args: [id, title, headings.join('\n'), body],
        })),
        'write',
      );
    const search = async (typed: string) => {
      const match = matchOf(typed);
      if (match === '') return [];
      const { rows } = await db.execute({
        sql: `select id from pages where pages match ?
              order by bm25(pages, 0, ${Object.values(weights).join(', ')}) limit ${shown}`,
        args: [match],
      });
      return rows.map(({ id }) => String(id));
    };
    return {
      wire: () => undefined,
      visit: () => Promise.resolve({ search: async (typed) => ({ ids: await search(typed), fetched: [] }) }),
      close: () => {
        db.close();
        return Promise.resolve();
      },
    };
  },
};

/** Any of the words; the last one may be half typed. */
function matchOf(typed: string): string {
  const words = typed.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word, at) => (at === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' OR ');
}
