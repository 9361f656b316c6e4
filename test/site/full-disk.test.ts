import { expect, test } from 'vitest';
import { sessions } from '#db/schema/accounts.ts';
import { posts } from '#db/schema/forum.ts';
import { leaveRoom } from '#test/support/disk.ts';
import { type BuiltSite, builtSite } from './support/built.ts';

const long = 'The pump hums and hums. '.repeat(1_000);

async function ask({ post }: BuiltSite): Promise<string> {
  const answer = await post(
    '/en/community/ask/',
    { title: 'A washing machine that hums', body: 'It hums since yesterday evening.', do: 'post' },
    'ana',
  );
  expect(answer.statusCode).toBe(303);
  return String(answer.headers['location']).split(/[?#]/)[0] ?? '';
}

test('when the disk is full, people are told, keep what they typed, read on, and post again once there is room', async () => {
  const site = await builtSite({ RATE_LIMITS: 'on' });
  const thread = await ask(site);
  const cookie = await site.cookieOf('eli');
  // A session that wants its "last seen" and its end renewed, on a disk that takes neither.
  await site.instance.db.write((tx) =>
    tx.update(sessions).set({ lastSeenAt: 0, expiresAt: Math.floor(Date.now() / 1000) + 86_400 }),
  );
  await leaveRoom(site.instance, 0);

  const refused = await site.post(thread, { body: long, do: 'post' }, 'eli');
  expect(refused.statusCode).toBe(507);
  expect(refused.payload).toContain('Nothing can be saved right now');
  expect(refused.payload).toContain('The pump hums and hums. The pump hums and hums.');
  expect(await site.instance.db.read.$count(posts)).toBe(0);
  expect(site.logged).toContainEqual(
    expect.objectContaining({ level: 50, code: 'SQLITE_FULL', msg: expect.stringContaining('disk') }),
  );

  for (const path of [
    thread,
    '/en/community/',
    '/en/search/?q=hums',
    '/en/account/',
    '/en/people/ana/',
    '/en/',
  ]) {
    const read = await site.server.inject({ url: path, headers: { cookie } });
    expect([200, 404], path).toContain(read.statusCode);
  }

  await leaveRoom(site.instance, null);
  expect((await site.post(thread, { body: long, do: 'post' }, 'eli')).statusCode).toBe(303);
  expect(await site.instance.db.read.$count(posts)).toBe(1);
});
