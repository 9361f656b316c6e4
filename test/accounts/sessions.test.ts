import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { sessions, users } from '#db/schema/accounts.ts';
import { setRole } from '#src/accounts/operator.ts';
import { endSessionsOf } from '#src/accounts/security.ts';
import { endOtherSessions, endSession, mySessions, readSession } from '#src/accounts/sessions.ts';
import { sweepAccounts } from '#src/accounts/sweep.ts';
import { newSite, type TestSite } from '#test/support/site.ts';
import { asDevice, device, outbox, whoIs, withPassword } from './support.ts';

const day = 86_400_000;
const hour = 3_600_000;
const rows = ({ instance }: TestSite) => instance.db.read.select().from(sessions);

async function siteWith(...people: ('ana' | 'ben')[]) {
  const site = await newSite();
  for (const person of people) await withPassword(site, person);
  return site;
}

describe('a session', () => {
  test('is renewed by use, and over after 30 days without', async () => {
    const site = await siteWith('ana');
    const now = Date.now();
    const cookie = await device(site, 'ana', { now });
    await site.instance.db.write((tx) =>
      tx.update(sessions).set({ expiresAt: Math.floor((now + 10 * day) / 1000) }),
    );
    const { actor, cookie: renewed } = await readSession(site.instance, cookie, now);
    expect(actor).toMatchObject({ id: 'ana' });
    expect(renewed).toMatch(/Max-Age=25\d{5}/);
    const [{ expiresAt = 0 } = {}] = await rows(site);
    expect(expiresAt).toBeGreaterThan((now + 29 * day) / 1000);

    await site.instance.db.write((tx) => tx.update(sessions).set({ expiresAt: Math.floor(now / 1000) - 1 }));
    const over = await readSession(site.instance, cookie, now);
    expect(over.actor).toBeNull();
    expect(over.cookie).toMatch(/Max-Age=0/);
  });

  test('is over 90 days after the sign-in, however often it is used', async () => {
    const site = await siteWith('ana');
    const now = Date.now();
    const cookie = await device(site, 'ana', { now });
    expect(await whoIs(site.instance, cookie, now + 90 * day - 1)).toMatchObject({ id: 'ana' });
    expect(await whoIs(site.instance, cookie, now + 90 * day)).toBeNull();
    expect(await rows(site)).toEqual([]);
  });

  test('knows when it was last used, to the hour', async () => {
    const site = await siteWith('ana');
    const now = Date.now();
    const cookie = await device(site, 'ana', { now });
    await readSession(site.instance, cookie, now + hour - 1);
    expect(await rows(site)).toMatchObject([{ lastSeenAt: now }]);
    await readSession(site.instance, cookie, now + hour);
    expect(await rows(site)).toMatchObject([{ lastSeenAt: now + hour }]);
  });

  test('reads the role anew each time: a role that is lost counts at once', async () => {
    const site = await siteWith('ana');
    const cookie = await device(site, 'ana');
    await site.instance.db.write((tx) => tx.update(users).set({ role: 'expert' }).where(eq(users.id, 'ana')));
    expect(await whoIs(site.instance, cookie)).toMatchObject({ role: 'expert' });
    await site.instance.db.write((tx) =>
      tx.update(users).set({ role: 'customer' }).where(eq(users.id, 'ana')),
    );
    expect(await whoIs(site.instance, cookie)).toMatchObject({ role: 'customer' });
  });

  test('comes from the cookie alone', async () => {
    const site = await siteWith('ana');
    const secret = (await device(site, 'ana')).split('=')[1] ?? '';
    expect(await whoIs(site.instance, `session=${secret}`)).toBeNull();
    expect(await whoIs(site.instance, `x=__Host-session=${secret}`)).toBeNull();
  });
});

describe('my sessions', () => {
  test('are listed with the one in use marked, the latest first', async () => {
    const site = await siteWith('ana', 'ben');
    const now = Date.now();
    await device(site, 'ana', { now: now - hour, agent: 'Windows Firefox/1' });
    await device(site, 'ben', { now });
    const here = await device(site, 'ana', { now, agent: 'iPhone Safari/1' });
    const listed = await mySessions(await asDevice(site, here, { now }));
    expect(listed).toMatchObject([
      { device: 'Safari, iPhone', isThisOne: true },
      { device: 'Firefox, Windows', isThisOne: false },
    ]);
  });

  test('are ended one by one, or all but this one', async () => {
    const site = await siteWith('ana');
    const [one, two, here] = [
      await device(site, 'ana'),
      await device(site, 'ana'),
      await device(site, 'ana'),
    ];
    const ctx = await asDevice(site, here);
    await endSession(ctx, (await asDevice(site, one)).actor?.sessionId ?? '');
    expect(await whoIs(site.instance, one)).toBeNull();
    expect(await whoIs(site.instance, two)).not.toBeNull();
    await endOtherSessions(ctx);
    expect(await whoIs(site.instance, two)).toBeNull();
    expect(await whoIs(site.instance, here)).not.toBeNull();
  });

  test('are mine alone to end', async () => {
    const site = await siteWith('ana', 'ben');
    const anas = await device(site, 'ana');
    const bens = await asDevice(site, await device(site, 'ben'));
    await endSession(bens, (await asDevice(site, anas)).actor?.sessionId ?? '');
    await endOtherSessions(bens);
    expect(await whoIs(site.instance, anas)).not.toBeNull();
    await expect(endOtherSessions(site.as(null))).rejects.toThrow('signed_out');
    await expect(mySessions(site.as(null))).rejects.toThrow('signed_out');
  });
});

describe('an admin', () => {
  test('ends the sessions of anybody; nobody else does', async () => {
    const site = await siteWith('ana');
    const cookie = await device(site, 'ana');
    for (const person of ['ben', 'eli', 'mo'] as const)
      await expect(endSessionsOf(site.as(person), 'ana')).rejects.toThrow('not_allowed');
    await expect(endSessionsOf(site.as(null), 'ana')).rejects.toThrow('signed_out');
    expect(await whoIs(site.instance, cookie)).not.toBeNull();
    await endSessionsOf(site.as('root'), 'ana');
    expect(await whoIs(site.instance, cookie)).toBeNull();
    await expect(endSessionsOf(site.as('root'), 'nobody')).rejects.toThrow('not_found');
  });
});

test('a change of role ends the sessions and is told', async () => {
  const site = await siteWith('ana');
  const cookie = await device(site, 'ana');
  await setRole(site.instance, 'ana@example.com', 'expert', Date.now());
  expect(await whoIs(site.instance, cookie)).toBeNull();
  expect(await outbox(site.instance)).toMatchObject([
    { kind: 'role_changed', email: 'ana@example.com', data: { role: 'expert' } },
  ]);
  expect(await whoIs(site.instance, await device(site, 'ana'))).toMatchObject({ role: 'expert' });
});

test('sessions that are over are swept', async () => {
  const site = await siteWith('ana');
  const now = Date.now();
  await device(site, 'ana', { now: now - 90 * day });
  const idle = await asDevice(site, await device(site, 'ana', { now }));
  const used = await asDevice(site, await device(site, 'ana', { now }));
  await site.instance.db.write((tx) =>
    tx
      .update(sessions)
      .set({ expiresAt: Math.floor(now / 1000) - 1 })
      .where(eq(sessions.id, idle.actor?.sessionId ?? '')),
  );
  await sweepAccounts(site.instance, now);
  expect((await rows(site)).map(({ id }) => id)).toEqual([used.actor?.sessionId]);
});
