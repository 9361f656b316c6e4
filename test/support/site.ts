import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { afterAll, afterEach } from 'vitest';
import { migrateDatabase, openDatabase } from '#db/client.ts';
import { type Role, users } from '#db/schema/accounts.ts';
import type { Actor, Context, Instance } from '#src/accounts/context.ts';
import { readContent } from '#src/catalog/read.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { readSettings } from '#src/lib/settings.ts';
import { indexesOf } from '#src/search/index-files.ts';
import { openInstance } from '#src/server/instance.ts';

/** The day on which every test happens, unless it says otherwise. */
export const today = Date.UTC(2026, 10, 20, 9, 0);

/** Ana and Ben are customers, Eli an expert, Mo an editor, Root an admin. Ana reads Hungarian letters. */
const cast = {
  ana: { displayName: 'Ana Kovács', role: 'customer', locale: 'hu' },
  ben: { displayName: 'Ben Hart', role: 'customer', locale: 'en' },
  eli: { displayName: 'Eli Svensson', role: 'expert', locale: 'en' },
  mo: { displayName: 'Mo Haddad', role: 'editor', locale: 'en' },
  root: { displayName: 'Root', role: 'admin', locale: 'en' },
} satisfies Record<string, { displayName: string; role: Role; locale: Locale }>;

export type Person = keyof typeof cast;

export interface TestSite {
  instance: Instance;
  /** The context of a request by one of the cast, or by a visitor. */
  as(person: Person | null, overrides?: Partial<Context>): Context;
}

const open: { instance: Instance; folder: string }[] = [];

afterEach(async () => {
  for (const { instance, folder } of open.splice(0)) {
    await instance.db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

afterAll(() => {
  rmSync(templateFolder, { recursive: true, force: true });
});

const databaseName = 'aftercare.db';
const templateFolder = mkdtempSync(join(tmpdir(), 'aftercare-template-'));
const template = join(templateFolder, databaseName);
let preparing: Promise<void> | undefined;
const content = new Map<string, ReturnType<typeof readContent>>();

/** A site of its own on a migrated database file, with the cast, the demo's content, and no limits unless asked. */
export async function newSite(
  env: Record<string, string> = {},
  log: Instance['log'] = pino({ level: 'silent' }),
): Promise<TestSite> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-'));
  const settings = readSettings({
    DATA_DIR: folder,
    RATE_LIMITS: 'off',
    PUBLIC_URL: 'https://help.example.com',
    ...env,
  });
  await (preparing ??= prepareTemplate());
  copyFileSync(template, join(folder, databaseName));
  const content = await contentOf(settings.contentDir);
  const catalog = structuredClone(content.catalog);
  const instance = await openInstance(settings, catalog, log, indexesOf(content));
  open.push({ instance, folder });
  return { instance, as: (person, overrides = {}) => contextFor(instance, person, overrides) };
}

/** Migrates once and lets the cast in: every test gets a copy of this file. */
async function prepareTemplate(): Promise<void> {
  const db = await openDatabase(pathToFileURL(template).href);
  await migrateDatabase(db);
  await db.write(async (tx) => {
    for (const [name, person] of Object.entries(cast))
      await tx.insert(users).values({
        id: name,
        name,
        ...person,
        email: `${name}@example.com`,
        emailVerifiedAt: today,
        createdAt: today - 40 * 86_400_000,
      });
  });
  await db.client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  await db.close();
}

function contentOf(folder: string): ReturnType<typeof readContent> {
  const known = content.get(folder) ?? readContent(folder);
  content.set(folder, known);
  return known;
}

function contextFor(instance: Instance, person: Person | null, overrides: Partial<Context>): Context {
  const actor: Actor | null = person && {
    id: person,
    name: person,
    ...cast[person],
    email: `${person}@example.com`,
    emailVerified: true,
    sessionId: `session of ${person}`,
  };
  return {
    ...instance,
    actor,
    now: today,
    locale: 'en',
    visitor: 'visitor',
    address: '192.0.2.1',
    agent: 'test',
    untracked: false,
    ...overrides,
  };
}
