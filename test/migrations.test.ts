import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, migrateDatabase, openDatabase } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';

let folder: string;
let db: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-migrations-'));
  db = await openDatabase(pathToFileURL(join(folder, 'aftercare.db')).href);
});
afterEach(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The migrations without the newest: what the version before this one had. */
function previousMigrations(): string {
  const previous = join(folder, 'migrations');
  cpSync('db/migrations', previous, { recursive: true });
  const path = join(previous, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: unknown[] };
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, -1) }));
  return previous;
}

const rows = async (query: string) => (await db.client.execute(query)).rows;
async function fill(): Promise<void> {
  for (const statement of [
    `insert into users (id, name, display_name, email, created_at) values ('ana', 'ana', 'Ana', 'ana@example.com', 1)`,
    `insert into threads (id, locale, title, slug, body, html, rendered_by, author_id, created_at, active_at, post_count, submission)
       values (7, 'en', 'It hums', 'it-hums', 'It hums.', '<p>It hums.</p>', 1, 'ana', 1, 1, 1, 'a')`,
    `insert into posts (id, thread_id, body, html, rendered_by, author_id, created_at, submission)
       values (9, 7, 'Mine too.', '<p>Mine too.</p>', 1, 'ana', 1, 'b')`,
    `insert into sessions (id, user_id, expires_at, created_at, last_seen_at) values ('s', 'ana', 1, 1, 1)`,
    `insert into follows (thread_id, user_id, created_at) values (7, 'ana', 1)`,
  ])
    await db.client.execute(statement);
}

test('an empty file gets every table and column of the schema', async () => {
  await migrateDatabase(db);
  for (const table of Object.values(schema).filter((one) => one instanceof SQLiteTable)) {
    const { name, columns } = getTableConfig(table);
    const there = (await rows(`pragma table_xinfo("${name}")`)).map((row) => row['name']);
    expect(there.sort(), name).toEqual(columns.map((column) => column.name).sort());
  }
});

test('migrating again changes nothing', async () => {
  await migrateDatabase(db);
  await fill();
  const before = await rows('select * from sqlite_schema');
  await migrateDatabase(db);
  expect(await rows('select * from sqlite_schema')).toEqual(before);
  expect(await rows('select id from posts')).toHaveLength(1);
});

test('the previous version keeps every row when it becomes this one', async () => {
  const previous = previousMigrations();
  await migrateDatabase(db, previous);
  await fill();
  const kept = [
    'id, email from users',
    'id, title, post_count from threads',
    'id, body from posts',
    'id from sessions',
    'user_id from follows',
  ];
  const before = await Promise.all(kept.map((what) => rows(`select ${what}`)));
  await migrateDatabase(db);
  expect(await Promise.all(kept.map((what) => rows(`select ${what}`)))).toEqual(before);
  expect(await rows('pragma foreign_key_check')).toEqual([]);
  expect((await rows('pragma integrity_check'))[0]?.[0]).toBe('ok');
});

test('every migration is a file of the journal, named by a sentence', () => {
  const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as {
    entries: { tag: string }[];
  };
  const files = readdirSync('db/migrations').filter((name) => name.endsWith('.sql'));
  expect(files.sort()).toEqual(entries.map(({ tag }) => `${tag}.sql`).sort());
  for (const { tag } of entries) expect(tag).toMatch(/^\d{4}_[a-z]+_[a-z_]+$/);
});
