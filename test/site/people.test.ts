import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { letters } from '#db/schema/letters.ts';
import { hashPassword } from '#src/accounts/passwords.ts';
import { type BuiltSite, builtSite } from './support/built.ts';

const password = 'plenty of washing';
let site: BuiltSite;

async function signIn(typed = password) {
  return site.post('/en/sign-in/', { email: 'ana@example.com', password: typed });
}

async function start(env: Record<string, string> = {}) {
  site = await builtSite(env);
  const passwordHash = await hashPassword(password);
  await site.instance.db.write((tx) => tx.update(users).set({ passwordHash }).where(eq(users.id, 'ana')));
}

describe('behind a proxy that speaks TLS', () => {
  beforeEach(() => start({ PUBLIC_URL: 'https://help.maker.example', TRUSTED_PROXIES: '127.0.0.1' }));

  test('forms work, and the cookie is bound to the host and to TLS', async () => {
    const answer = await site.server.inject({
      method: 'POST',
      url: '/en/sign-in/',
      headers: {
        host: '127.0.0.1:4321',
        origin: 'https://help.maker.example',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ email: 'ana@example.com', password }).toString(),
    });
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/en/account/']);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-session=[a-z2-7]{32}; /);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
  });

  test('links in pages and letters lead to the public address, whatever the host is said to be', async () => {
    await site.server.inject({
      method: 'POST',
      url: '/en/reset-password/',
      headers: {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        origin: 'https://help.maker.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'email=ana@example.com',
    });
    const [letter] = await site.instance.db.read.select().from(letters);
    expect(letter?.data['link']).toMatch(/^\/hu\/reset-password\/[a-z2-7]{32}\/$/);
    for (const url of ['/en/community/', '/sitemap-index.xml', '/robots.txt', '/en/articles/feed.xml']) {
      const { payload } = await site.server.inject({
        url,
        headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      });
      expect(payload, url).toContain('https://help.maker.example/');
      expect(payload, url).not.toContain('evil.example');
    }
  });
});

test('without TLS the cookie still is for servers alone', async () => {
  await start({ PUBLIC_URL: 'http://localhost:4321' });
  expect(String((await signIn()).headers['set-cookie'])).toMatch(/^session=[a-z2-7]{32}; .*HttpOnly/);
});

test('too many wrong passwords are told to wait, and for how long', async () => {
  await start({ RATE_LIMITS: 'on' });
  for (let tries = 0; tries < 8; tries += 1) expect((await signIn('a wrong password')).statusCode).toBe(422);
  const answer = await signIn('a wrong password');
  expect(answer.statusCode).toBe(429);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.payload).toContain('ana@example.com');
});

test('a page that somebody is not allowed to see leads to signing in, and back', async () => {
  await start();
  const answer = await site.server.inject('/sv/account/profile/?x=1');
  expect([answer.statusCode, answer.headers['location']]).toEqual([
    303,
    `/sv/sign-in/?next=${encodeURIComponent('/sv/account/profile/?x=1')}`,
  ]);
});

test('cookies that are no cookies are no failure', async () => {
  await start();
  for (const cookie of [
    'lang=%E0%A4%A',
    '__Host-session=%zz',
    '=;;=',
    '__Host-session=',
    'x'.repeat(8_000),
    'lang="; session=\u00ff',
  ]) {
    const answer = await site.server.inject({ url: '/en/community/', headers: { cookie } });
    expect(answer.statusCode, cookie).toBe(200);
  }
});

test('the log says who signed in, out and was refused, and nothing that others may not know', async () => {
  await start({ RATE_LIMITS: 'on' });
  await signIn('a wrong password');
  const cookie = String((await signIn()).headers['set-cookie']).split(';')[0] ?? '';
  await site.post('/en/sign-up/', { displayName: 'Zed Newman', email: 'zed@example.com', password });
  await site.post('/en/reset-password/', { email: 'ana@example.com' });
  for (const { data } of await site.instance.db.read.select().from(letters))
    await site.server.inject(String(data['link']));
  await site.post('/en/community/ask/', { title: 'My secret illness and the pump', body: 'short' }, 'ana');
  await site.server.inject({ url: '/en/search/?q=my+secret+illness', headers: { cookie } });
  await site.server.inject({
    method: 'POST',
    url: '/en/sign-out/',
    headers: { cookie, origin: 'https://help.example.com' },
  });

  const said = site.logged.map(({ msg }) => msg);
  for (const event of ['sign-in refused', 'signed in', 'signed up', 'reset asked for', 'signed out'])
    expect(said).toContain(event);
  const all = JSON.stringify(site.logged);
  expect(all).not.toMatch(/@example\.com|Zed|Newman|illness|plenty|wrong password/);
  expect(all).not.toContain(cookie.split('=')[1]);
  expect(all).not.toMatch(/[a-z2-7]{32}/);
  expect(all).not.toMatch(/127\.0\.0\.1/);
});
