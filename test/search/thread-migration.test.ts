import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { migrateDatabase, openDatabase } from '#db/client.ts';
import { rowsWith } from '#src/search/threads/postings.ts';
import { indexOutstanding } from '#src/search/threads/filling.ts';
import { partOf, threadOf } from '#src/search/threads/rows.ts';
import { wordTerm } from '#src/search/threads/threads.ts';

/** The migrations before threads were indexed text by text. */
function earlierMigrations(folder: string): string {
  const copy = join(folder, 'migrations');
  cpSync('db/migrations', copy, { recursive: true });
  const path = join(copy, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.filter(({ idx }) => idx < 3) }));
  return copy;
}

test('threads of an earlier version are found after "npm run migrate", also when it was broken off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-'));
  const db = await openDatabase(pathToFileURL(join(folder, 'old.db')).href);
  try {
    await migrateDatabase(db, earlierMigrations(folder));
    await db.write(async (tx) => {
      await tx.run(sql`insert into users (id, name, display_name, email, locale, role, created_at)
        values ('ana', 'ana', 'Ana', 'ana@example.com', 'en', 'customer', 0)`);
      for (let id = 1; id <= 30; id += 1) {
        await tx.run(sql`insert into threads (id, locale, title, slug, body, html, rendered_by, author_id, created_at,
            active_at, submission)
          values (${id}, 'en', ${`Drum ${id}`}, 'x', 'It rattles.', '', 1, 'ana', 0, 0, ${`s${id}`})`);
        await tx.run(sql`insert into threads_fts (rowid, title, question, solution, replies)
          values (${id}, 'drum', 'rattl', '', '')`);
      }
      await tx.run(sql`insert into posts (thread_id, body, html, rendered_by, author_id, created_at, submission)
        values (7, 'Tighten the whirlicog.', '', 1, 'ana', 0, 'r')`);
    });
    await migrateDatabase(db);
    const brokenOff = indexOutstanding(db, () => {
      throw new Error('pulled the plug');
    });
    await expect(brokenOff).rejects.toThrow('pulled the plug');
    expect(await indexOutstanding(db)).toBe(10);
    expect(await rowsWith(db.read, wordTerm('en', 'drum'), 100)).toHaveLength(30);
    const rows = await rowsWith(db.read, wordTerm('en', 'whirlicog'), 100);
    expect(rows.map((row) => [partOf(row), threadOf(row)])).toEqual([['reply', 7]]);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true });
  }
});
