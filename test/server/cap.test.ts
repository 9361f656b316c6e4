import { describe, expect, test } from 'vitest';
import { startSession } from '#src/accounts/sessions.ts';
import { newServer, type TestServer } from '#test/support/server.ts';

const pages = { '/sv/community/': () => new Response('threads') };
const limited = () => newServer(pages, { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' });

async function statuses({ server }: TestServer, times: number, headers: Record<string, string> = {}) {
  const seen: Record<number, number> = {};
  for (let index = 0; index < times; index += 1) {
    const { statusCode } = await server.inject({ url: '/sv/community/', headers });
    seen[statusCode] = (seen[statusCode] ?? 0) + 1;
  }
  return seen;
}

describe('somebody who asks for very many pages', () => {
  test('is asked to wait, in their language, and told how long', async () => {
    const site = await limited();
    expect(await statuses(site, 110)).toEqual({ 200: 100, 429: 10 });
    const answer = await site.server.inject('/sv/community/');
    expect(answer.payload).toContain('problem 429 in sv');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('may still read what is prerendered', async () => {
    const site = await limited();
    await statuses(site, 101);
    expect((await site.server.inject('/sv/')).statusCode).toBe(200);
    expect((await site.server.inject('/_astro/style.B1CkBzcD.css')).statusCode).toBe(200);
  });

  test('does not keep others out, and does not become another by a made-up header', async () => {
    const site = await limited();
    await statuses(site, 101, { 'x-forwarded-for': '1.1.1.1, 203.0.113.9' });
    expect(await statuses(site, 1, { 'x-forwarded-for': '2.2.2.2, 203.0.113.9' })).toEqual({ 429: 1 });
    expect(await statuses(site, 1, { 'x-forwarded-for': '203.0.113.10' })).toEqual({ 200: 1 });
  });

  test('is one network, not 2^64 addresses', async () => {
    const site = await limited();
    await statuses(site, 101, { 'x-forwarded-for': '2001:db8:1:2::1' });
    expect(await statuses(site, 1, { 'x-forwarded-for': '2001:db8:1:2:ffff::7' })).toEqual({ 429: 1 });
    expect(await statuses(site, 1, { 'x-forwarded-for': '2001:db8:1:3::1' })).toEqual({ 200: 1 });
  });

  test('goes on when they work here', async () => {
    const site = await limited();
    const cookieOf = async (person: 'ana' | 'eli') =>
      (await startSession(site.as(person, { ...site.instance, now: Date.now() }), person)).split(';')[0] ??
      '';
    expect(await statuses(site, 105, { cookie: await cookieOf('eli') })).toEqual({ 200: 105 });
    expect(await statuses(site, 1, { cookie: await cookieOf('ana') })).toEqual({ 429: 1 });
  });

  test('is not counted when limits are off', async () => {
    expect(await statuses(await newServer(pages), 120)).toEqual({ 200: 120 });
  });
});
