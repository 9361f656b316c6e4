import { mkdtempSync, rmSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { posts, threads } from '#db/schema/forum.ts';
import { startSession } from '#src/accounts/sessions.ts';
import { readContent } from '#src/catalog/read.ts';
import { readSettings } from '#src/lib/settings.ts';
import { openInstance } from '#src/server/instance.ts';
import { type Child, freePort, startSite, untilAnswers } from './support/process.ts';

const kills = 20;
const folder = mkdtempSync(join(tmpdir(), 'aftercare-kills-'));
const people = Array.from({ length: 8 }, (_, index) => `person-${index}`);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test(
  'twenty times killed while people write: what was acknowledged is there exactly once, and counted',
  { timeout: 240_000 },
  async () => {
    const port = await freePort();
    const env = { PORT: String(port), DATA_DIR: folder, PUBLIC_URL: `http://127.0.0.1:${port}` };
    const cookies = await prepare(env);
    const acknowledged: string[] = [];
    let child: Child = startSite(env);
    for (let round = 0; round < kills; round += 1) {
      await untilAnswers(`${env.PUBLIC_URL}/healthz`, child);
      const before = acknowledged.length;
      const writing = cookies.map((cookie, index) => {
        const label = `round ${round}, person ${index}`;
        return write(env.PUBLIC_URL, cookie, label, acknowledged);
      });
      while (acknowledged.length === before) await pause(5);
      await pause(randomInt(150));
      child.process.kill('SIGKILL');
      await Promise.all(writing);
      await child.ended;
      child = startSite(env);
    }
    await untilAnswers(`${env.PUBLIC_URL}/readyz`, child);
    child.process.kill('SIGTERM');
    expect(await child.ended).toBe(0);

    const { db } = await open(env);
    const written = (await db.read.select({ body: posts.body }).from(posts)).map(({ body }) => body);
    expect(acknowledged.length).toBeGreaterThanOrEqual(kills);
    expect(acknowledged.filter((body) => !written.includes(body))).toEqual([]);
    expect(new Set(written).size).toBe(written.length);
    const [thread] = await db.read.select().from(threads).where(eq(threads.id, 1));
    expect(thread).toMatchObject({ postCount: written.length, answerCount: written.length });
    expect((await db.client.execute('PRAGMA integrity_check')).rows.map((row) => row[0])).toEqual(['ok']);
    expect((await db.client.execute('PRAGMA foreign_key_check')).rows).toEqual([]);
    await db.close();
  },
);

/** Replies again and again until the server is gone; notes what it said yes to. */
async function write(origin: string, cookie: string, label: string, acknowledged: string[]): Promise<void> {
  for (let number = 0; ; number += 1) {
    const body = `${label}, reply ${number}`;
    try {
      const { status } = await fetch(`${origin}/en/community/1/hums/`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin },
        body: new URLSearchParams({ body, do: 'post' }),
      });
      if (status !== 303) throw new Error(`${status} for ${body}`);
      acknowledged.push(body);
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

async function open(env: Record<string, string>) {
  const { catalog } = await readContent('content');
  return openInstance(readSettings(env), catalog, pino({ level: 'silent' }));
}

/** A question, and people who are signed in. */
async function prepare(env: Record<string, string>): Promise<string[]> {
  const instance = await open(env);
  const words = { body: 'It hums.', html: '<p>It hums.</p>', renderedBy: 1, createdAt: 1, submission: 'x' };
  await instance.db.write(async (tx) => {
    for (const id of ['asker', ...people])
      await tx.insert(users).values({
        ...{ id, name: id, displayName: id, email: `${id}@example.com` },
        ...{ emailVerifiedAt: 1, createdAt: 1 },
      });
    await tx.insert(threads).values({
      ...{ ...words, id: 1, locale: 'en', title: 'A washing machine that hums', slug: 'hums' },
      ...{ authorId: 'asker', activeAt: 1 },
    });
  });
  const context = {
    ...instance,
    actor: null,
    now: Date.now(),
    locale: 'en',
    visitor: '',
    address: '',
    agent: '',
    untracked: false,
  } as const;
  const cookies: string[] = [];
  for (const id of people) cookies.push((await startSession(context, id)).split(';')[0] ?? '');
  await instance.db.close();
  return cookies;
}
