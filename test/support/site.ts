import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach } from 'vitest';
import { type Role, users } from '#db/schema/accounts.ts';
import type { Actor, Context, Instance } from '#src/accounts/context.ts';
import { readContent } from '#src/catalog/read.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { readSettings } from '#src/lib/settings.ts';
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

/** A site of its own on a migrated database file, with the cast, the demo's content, and no limits unless asked. */
export async function newSite(env: Record<string, string> = {}): Promise<TestSite> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-'));
  const settings = readSettings({
    DATA_DIR: folder,
    RATE_LIMITS: 'off',
    PUBLIC_URL: 'https://help.example.com',
    ...env,
  });
  const { catalog } = await readContent(settings.contentDir);
  const instance = await openInstance(settings, catalog, pino({ level: 'silent' }));
  open.push({ instance, folder });
  await instance.db.write(async (tx) => {
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
  return { instance, as: (person, overrides = {}) => contextFor(instance, person, overrides) };
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
    ...overrides,
  };
}
