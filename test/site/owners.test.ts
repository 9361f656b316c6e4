import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { letters } from '#db/schema/letters.ts';
import { ownedProducts } from '#db/schema/owned.ts';
import { readContent } from '#src/catalog/read.ts';
import { locales } from '#src/i18n/locales.ts';
import { readSettings } from '#src/lib/settings.ts';
import { addWishes } from '#src/notifications/wishes.ts';
import { tellOwners } from '#src/owned/telling.ts';
import { openInstance } from '#src/server/instance.ts';
import { startMailServer } from '#test/support/mail-server.ts';

const kills = 12;
const dayMs = 86_400_000;
const first = Date.UTC(2026, 5, 1, 9);
const last = first + 240 * dayMs;
const folder = mkdtempSync(join(tmpdir(), 'aftercare-owners-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test(
  'killed at random while months go by: each owner has one letter for each event, by its Message-ID',
  { timeout: 240_000 },
  async () => {
    const mail = await startMailServer();
    const env = {
      DATA_DIR: join(folder, 'killed'),
      SMTP_URL: mail.url,
      PUBLIC_URL: 'https://help.example.com',
    };
    await prepare(env);
    let day = first;
    for (let kill = 0; kill < kills && day <= last; kill += 1) day = await goOn(env, day, true);
    while (day <= last) day = await goOn(env, day, false);
    await mail.close();

    const { db } = await open(env);
    const sent = await db.read.select().from(letters);
    await db.close();
    expect(sent.filter(({ sentAt }) => sentAt === null)).toEqual([]);
    expect(sent.map(eventOf).sort()).toEqual((await expected()).sort());
    const written = new Map(sent.map(({ messageId, email }) => [messageId, email]));
    const received = new Map(
      mail.received.map(({ messageId, to }) => [messageId?.slice(1, 27), to?.[0]?.address]),
    );
    expect(received).toEqual(written);
  },
);

const eventOf = ({ userId, event }: { userId: string | null; event: string }) => `${userId} ${event}`;

/** What a process that nobody kills writes. */
async function expected(): Promise<string[]> {
  const env = { DATA_DIR: join(folder, 'calm'), PUBLIC_URL: 'https://help.example.com' };
  await prepare(env);
  const instance = await open(env);
  for (let now = first; now <= last; now += dayMs) await tellOwners(instance, now);
  const written = await instance.db.read.select().from(letters);
  await instance.db.close();
  expect(written.length).toBeGreaterThan(40);
  return written.map(eventOf);
}

/** Lets a process go on from a day, kills it where asked, and gives the day that comes next. */
async function goOn(env: Record<string, string>, from: number, isToDie: boolean): Promise<number> {
  const child = spawn(process.execPath, ['test/site/support/tell-owners.ts', `${from}`, `${last}`], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let next = from;
  const begun = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      for (const line of part.split('\n')) if (line) next = Number(line) + dayMs;
      resolve();
    });
    child.once('close', () => {
      resolve();
    });
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await begun;
  if (isToDie) {
    await pause(randomInt(120));
    child.kill('SIGKILL');
  }
  await ended;
  return next;
}

async function open(env: Record<string, string>) {
  const { catalog } = await readContent('content');
  return openInstance(readSettings(env), catalog, pino({ level: 'silent' }));
}

/** An owner of each language, with three things. */
async function prepare(env: Record<string, string>): Promise<void> {
  const { db } = await open(env);
  const owned = [
    { product: 'cordless-drill-t18', model: 'T18', boughtOn: '2024-09-15' },
    { product: 'espresso-machine-c3', model: 'C3 Duo', boughtOn: '2025-02-28' },
    { product: 'washing-machine-w80', model: 'W80', boughtOn: '2023-08-08' },
  ];
  await db.write(async (tx) => {
    for (const locale of locales) {
      const userId = `owner-${locale}`;
      const person = {
        id: userId,
        name: userId,
        displayName: userId,
        email: `${userId}@example.com`,
        locale,
      };
      await tx.insert(users).values({ ...person, emailVerifiedAt: 1, createdAt: 1 });
      await addWishes(tx, userId, ['warranty_ending', 'maintenance_due', 'notice'], 1);
      for (const thing of owned) {
        const id = `${thing.model}-${locale}`;
        await tx
          .insert(ownedProducts)
          .values({ ...thing, id, userId, country: 'GR', createdAt: 1, submission: id });
      }
    }
  });
  await db.close();
}
