import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import * as schema from './schema/index.ts';
import { queue } from './queue.ts';

type Drizzle = LibSQLDatabase<typeof schema>;

/** An open write transaction. */
export type Tx = Parameters<Parameters<Drizzle['transaction']>[0]>[0];

/** Reading only: a write that does not pass the queue does not compile. */
export type Reader = Pick<
  Drizzle,
  'select' | 'selectDistinct' | 'query' | '$count' | 'get' | 'all' | 'values'
>;

export interface Database {
  readonly read: Reader;
  /** Runs one transaction at a time (BEGIN IMMEDIATE) and rolls back whatever throws. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs a statement of a library that brings its own queries, in turn with the writes. */
  exclusive<T>(work: (db: Drizzle) => Promise<T>): Promise<T>;
  /** Raw SQL on any pooled connection; for migrations, pragmas and checks. */
  readonly client: Client;
  close(): Promise<void>;
}

/**
 * One connection for the open write transaction, one for reads: reads are short and synchronous,
 * and writes wait in line (concurrent write transactions of this client end in SQLITE_BUSY).
 */
const connections = 2;
const busyTimeoutMs = 5_000;
const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Opens the database, `file:` or `libsql:`, creating a file's folder where it is missing.
 * Every pooled connection of a file has synchronous=FULL: what was acknowledged survives a power cut.
 */
export async function openDatabase(url: string): Promise<Database> {
  const onFile = url.startsWith('file:');
  if (onFile) mkdirSync(dirname(url.replace(/^file:(\/\/)?/, '')), { recursive: true });
  const client = createClient({ url, concurrency: connections, timeout: busyTimeoutMs });
  if (onFile) await makeDurable(client);
  const db = drizzle(client, { schema });
  const { inTurn, idle } = queue();
  return {
    read: db,
    write: (work) => inTurn(() => db.transaction(work, { behavior: 'immediate' })),
    exclusive: (work) => inTurn(() => work(db)),
    client,
    close: async () => {
      await idle();
      client.close();
    },
  };
}

/** Brings the database to the newest schema; does nothing when it is there already. */
export async function migrateDatabase(database: Database, folder = migrationsFolder): Promise<void> {
  await database.exclusive((db) => migrate(db as Drizzle, { migrationsFolder: folder }));
}

/**
 * Sets the pragmas on every pooled connection. They belong to one connection each, so all but the
 * last are pinned by a read transaction while the next one is reached.
 */
async function makeDurable(client: Client): Promise<void> {
  await client.execute('PRAGMA journal_mode = WAL');
  await onEveryConnection(client, async () => {
    await client.execute('PRAGMA synchronous = FULL');
    await client.execute('PRAGMA foreign_keys = ON');
  });
}

/** Calls `work` once for each pooled connection; its statements run on that connection. */
export async function onEveryConnection(client: Client, work: () => Promise<void>): Promise<void> {
  const pins = [];
  try {
    for (let index = 0; index < connections; index += 1) {
      await work();
      if (index < connections - 1) pins.push(await client.transaction('deferred'));
    }
  } finally {
    for (const pin of pins) pin.close();
  }
}
