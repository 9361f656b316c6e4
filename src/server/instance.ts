import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { type Database, migrateDatabase, openDatabase } from '#db/client.ts';
import type { Instance } from '#src/accounts/context.ts';
import { openLimits } from '#src/accounts/limits.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { type Settings, StartError } from '#src/lib/settings.ts';
import { builtIndexes, indexesIn } from '#src/search/index-files.ts';
import { refusingWhenFull } from './storage.ts';

/**
 * Opens what a running site shares: the migrated database, the catalog, the limits, the secret.
 * Throws StartError when the folder or the database cannot be used.
 */
export async function openInstance(
  settings: Settings,
  catalog: Catalog,
  log: FastifyBaseLogger,
  readIndex: Instance['readIndex'] = indexesIn(builtIndexes),
): Promise<Instance> {
  const secret = readSecret(settings.dataDir);
  const db = refusingWhenFull(await openMigrated(settings.databaseUrl), log);
  return {
    settings,
    db,
    catalog,
    log,
    readIndex,
    limits: openLimits(db, settings.rateLimits, secret),
    secret,
  };
}

async function openMigrated(url: string): Promise<Database> {
  const place = url.split('?')[0];
  let db: Database | undefined;
  try {
    db = await openDatabase(url);
    await migrateDatabase(db);
    return db;
  } catch (error) {
    await db?.close();
    throw new StartError(`The database ${place} cannot be opened or migrated: ${lastCause(error).message}`, {
      cause: error,
    });
  }
}

function lastCause(error: unknown): Error {
  const { cause } = error as Error;
  return cause instanceof Error ? lastCause(cause) : (error as Error);
}

/** The secret under the data folder; made, with the folder, at the first start, for nobody else to read. */
function readSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new StartError(`DATA_DIR is "${dataDir}", which cannot be written: ${(error as Error).message}`);
  }
}
