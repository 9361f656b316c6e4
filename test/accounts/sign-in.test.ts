import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { sessions, users } from '#db/schema/accounts.ts';
import { requireVerified } from '#src/accounts/context.ts';
import { chooseNewPassword, askForReset } from '#src/accounts/reset.ts';
import { SignIn } from '#src/accounts/forms.ts';
import { readSession, signOut } from '#src/accounts/sessions.ts';
import { signIn } from '#src/accounts/sign-in.ts';
import { hashed } from '#src/lib/ids.ts';
import { openInstance } from '#src/server/instance.ts';
import { newSite, today } from '#test/support/site.ts';
import { asDevice, device, password, secretInLetter, whoIs, withPassword } from './support.ts';

const ana = { email: 'ana@example.com', password, next: undefined };
const wrong = { ...ana, password: 'not her password' };

describe('signing in', () => {
  test('goes on to a question that a long address had filled in', () => {
    const next = `/el/community/ask/?body=${'%CF%80'.repeat(1_000)}`;
    expect(SignIn.parse({ ...ana, next }).next).toBe(next);
  });

  test('starts a session on this device', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    const agent = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';
    const cookie = await device(site, 'ana', { agent });
    expect(await whoIs(site.instance, cookie)).toMatchObject({ id: 'ana', email: 'ana@example.com' });
    expect(await site.instance.db.read.select().from(sessions)).toMatchObject([
      { device: 'Firefox, Android' },
    ]);
  });

  test('says the same for an unknown address, a wrong password and an account without one', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    const refusals = await Promise.all(
      [wrong, { ...ana, email: 'nobody@example.com' }, { ...ana, email: 'ben@example.com' }].map((form) =>
        signIn(site.as(null), form).catch((error: unknown) => error),
      ),
    );
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: 'wrong_sign_in', status: 422 });
  });

  test('makes a new id every time, and ends the session this browser had', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    const first = await device(site, 'ana');
    const again = await asDevice(site, first);
    const second = (await signIn(again, ana)).split(';')[0] ?? '';
    expect(second).not.toBe(first);
    expect(await whoIs(site.instance, first)).toBeNull();
    expect(await whoIs(site.instance, second)).toMatchObject({ id: 'ana' });
  });

  test('never makes a planted id valid', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    const planted = `__Host-session=${'a'.repeat(32)}`;
    const cookie = await signIn(await asDevice(site, planted), ana);
    expect(cookie).not.toContain('a'.repeat(32));
    expect(await whoIs(site.instance, planted)).toBeNull();
  });

  test('of somebody whose address is not confirmed lets them in, but not post', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    await site.instance.db.write((tx) =>
      tx.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, 'ana')),
    );
    const ctx = await asDevice(site, await device(site, 'ana'));
    expect(() => requireVerified(ctx)).toThrow('email_unverified');
  });
});

describe('the session cookie', () => {
  test('is __Host-, Secure, HttpOnly and SameSite=Lax behind TLS, for the whole site and no other', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    const cookie = await signIn(site.as(null), ana);
    expect(cookie).toMatch(/^__Host-session=[a-z2-7]{32};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Domain/);
  });

  test('has no prefix and is not Secure on plain http, where a browser would refuse both', async () => {
    const site = await newSite({ PUBLIC_URL: 'http://localhost:4321' });
    await withPassword(site, 'ana');
    const cookie = await signIn(site.as(null), ana);
    expect(cookie).toMatch(/^session=/);
    expect(cookie).not.toMatch(/Secure/);
  });

  test('holds 160 random bits that are kept as a hash alone', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    const secret = (await device(site, 'ana')).split('=')[1] ?? '';
    const rows = await site.instance.db.read.select().from(sessions);
    expect(rows.map(({ id }) => id)).toEqual([hashed(secret)]);
    expect(await whoIs(site.instance, `__Host-session=${rows[0]?.id ?? ''}`)).toBeNull();
  });

  test('is set for nobody who did not sign in', async () => {
    const { instance } = await newSite();
    for (const header of [null, '', 'lang=el', 'session=short'])
      expect(await readSession(instance, header, today)).toEqual({ actor: null, cookie: null });
  });
});

test('signing out ends the session on the server', async () => {
  const site = await newSite();
  await withPassword(site, 'ana');
  const cookie = await device(site, 'ana');
  expect(await signOut(await asDevice(site, cookie))).toMatch(/^__Host-session=;.*Max-Age=0/);
  expect(await whoIs(site.instance, cookie)).toBeNull();
});

describe('guessing', () => {
  const limited = async () => {
    const site = await newSite({ RATE_LIMITS: 'on' });
    await withPassword(site, 'ana');
    await withPassword(site, 'ben');
    return site;
  };
  const guess = (site: Awaited<ReturnType<typeof limited>>, times: number, overrides = {}) =>
    Promise.allSettled(Array.from({ length: times }, () => signIn(site.as(null, overrides), wrong)));

  test('is over after eight wrong passwords, also at once, with the seconds to wait', async () => {
    const site = await limited();
    const outcomes = await guess(site, 20);
    const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : ''));
    expect(reasons.filter((reason) => reason.includes('wrong_sign_in'))).toHaveLength(8);
    const refused = await signIn(site.as(null), ana).catch((error: unknown) => error);
    expect(refused).toMatchObject({ reason: 'too_often', status: 429 });
    expect((refused as { retryAfter: number }).retryAfter).toBeLessThanOrEqual(300);
  });

  test('goes no further from other addresses', async () => {
    const site = await limited();
    for (let index = 0; index < 8; index += 1) await guess(site, 1, { address: `198.51.100.${index}` });
    const elsewhere = site.as(null, { address: '198.51.100.200' });
    await expect(signIn(elsewhere, wrong)).rejects.toThrow('too_often');
  });

  test('says nothing about whether there is an account', async () => {
    const site = await limited();
    const nobody = { ...wrong, email: 'nobody@example.com' };
    for (let index = 0; index < 8; index += 1)
      await expect(signIn(site.as(null), nobody)).rejects.toThrow('wrong_sign_in');
    await expect(signIn(site.as(null), nobody)).rejects.toThrow('too_often');
  });

  test('leaves others on the address alone', async () => {
    const site = await limited();
    await guess(site, 20);
    await signIn(site.as(null), { ...ana, email: 'ben@example.com' });
  });

  test('ends for a whole address after thirty, whatever the accounts', async () => {
    const site = await limited();
    for (let index = 0; index < 30; index += 1)
      await signIn(site.as(null), { ...wrong, email: `nobody${index}@example.com` }).catch(() => undefined);
    await expect(signIn(site.as(null), { ...ana, email: 'ben@example.com' })).rejects.toThrow('too_often');
    await signIn(site.as(null, { address: '192.0.2.99' }), { ...ana, email: 'ben@example.com' });
  });

  test('does not lock the owner out of where they signed in before', async () => {
    const site = await limited();
    const home = { address: '192.0.2.50', visitor: 'ana at home' };
    await signIn(site.as(null, home), ana);
    await guess(site, 20, { address: '198.51.100.1', visitor: 'stranger' });
    await signIn(site.as(null, home), ana);
    const elsewhere = site.as(null, { address: '192.0.2.60', visitor: 'ana elsewhere' });
    await expect(signIn(elsewhere, ana)).rejects.toThrow('too_often');
  });

  test('does not keep somebody out who chose a new password by letter', async () => {
    const site = await limited();
    await guess(site, 20, { address: '198.51.100.1', visitor: 'stranger' });
    await askForReset(site.as(null), 'ana@example.com');
    await chooseNewPassword(site.as(null), await secretInLetter(site.instance), 'the newest of her words');
    await signIn(site.as(null), { ...ana, password: 'the newest of her words' });
  });

  test('is remembered over a restart', async () => {
    const site = await limited();
    await guess(site, 20);
    const { settings, catalog, log } = site.instance;
    const again = await openInstance(settings, catalog, log);
    await expect(signIn({ ...site.as(null), ...again }, ana)).rejects.toThrow('too_often');
    await again.db.close();
  });

  test('right passwords are not counted', async () => {
    const site = await limited();
    for (let index = 0; index < 40; index += 1) await signIn(site.as(null), ana);
  });
});
