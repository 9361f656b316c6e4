import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { migrateDatabase, openDatabase } from '#db/client.ts';
import type { Instance } from '#src/accounts/context.ts';
import { openLimits } from '#src/accounts/limits.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { builtIndexes, indexesIn } from '#src/search/index-files.ts';
import type { Settings } from '#src/lib/settings.ts';

/** Opens what a running site shares: the migrated database, the catalog, the limits, the secret. */
export async function openInstance(
  settings: Settings,
  catalog: Catalog,
  log: FastifyBaseLogger,
  readIndex: Instance['readIndex'] = indexesIn(builtIndexes),
): Promise<Instance> {
  mkdirSync(settings.dataDir, { recursive: true });
  const db = await openDatabase(settings.databaseUrl);
  await migrateDatabase(db);
  const secret = readSecret(settings.dataDir);
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

function readSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}
