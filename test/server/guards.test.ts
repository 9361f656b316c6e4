import { describe, expect, test } from 'vitest';
import { newServer, raw } from '#test/support/server.ts';

const publicUrl = 'https://help.example.com';
const types = {
  'a form': 'application/x-www-form-urlencoded',
  'a form in odd case': 'Application/X-Www-Form-Urlencoded;charset=UTF-8',
  'a multipart form': 'multipart/form-data; boundary=x',
  JSON: 'application/json',
  'JSON as text': 'text/plain;charset=UTF-8',
  nothing: undefined,
  nonsense: ',;=',
};

const strangers: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://evil.example' },
  'a site that begins like ours': { origin: 'https://help.example.com.evil.example' },
  'our host without TLS': { origin: 'http://help.example.com' },
  'our host on another port': { origin: 'https://help.example.com:8443' },
  'a sandboxed frame': { origin: 'null' },
  'an empty origin': { origin: '' },
  'two origins': { origin: 'https://help.example.com, https://evil.example' },
  'nobody who says where from': {},
  'another site that leaves Origin out': { 'sec-fetch-site': 'cross-site' },
  'a neighbour domain': { 'sec-fetch-site': 'same-site' },
  'an address typed by hand': { 'sec-fetch-site': 'none' },
  'two headers that disagree': { origin: publicUrl, 'sec-fetch-site': 'cross-site' },
};

describe('a write from', () => {
  test.each(Object.entries(strangers))('%s is refused, whatever its body', async (_, headers) => {
    const written: string[] = [];
    const { server } = await newServer({
      '/en/ask/': (request) => {
        written.push(request.method);
        return new Response('written');
      },
    });
    for (const [name, type] of Object.entries(types)) {
      const answer = await server.inject({
        method: 'POST',
        url: '/en/ask/',
        headers: {
          ...headers,
          ...(type !== undefined && { 'content-type': type }),
          host: 'help.example.com',
        },
        payload: 'title=bad',
      });
      expect(answer.statusCode, name).toBe(403);
      expect(answer.payload, name).toContain('problem 403 in en');
    }
    expect(written).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['our own pages', { origin: publicUrl }],
    [
      'our own pages, in a browser that says so twice',
      { origin: publicUrl, 'sec-fetch-site': 'same-origin' },
    ],
    ['our own pages, in a browser that hides the origin', { 'sec-fetch-site': 'same-origin' }],
  ])('%s arrives', async (_, headers) => {
    const { server } = await newServer({ '/en/ask/': () => new Response('written') });
    const answer = await server.inject({ method: 'POST', url: '/en/ask/', headers });
    expect(answer.payload).toBe('written');
  });

  test('any name of this machine arrives, when the site is at home on it', async () => {
    const { server } = await newServer(
      { '/en/ask/': () => new Response('written') },
      { PUBLIC_URL: 'http://localhost:4321' },
    );
    const from = async (origin: string) =>
      (await server.inject({ method: 'POST', url: '/en/ask/', headers: { origin } })).statusCode;
    expect(await from('http://127.0.0.1:4321')).toBe(200);
    expect(await from('http://[::1]:4321')).toBe(200);
    expect(await from('http://127.0.0.1:4322')).toBe(403);
    expect(await from('https://localhost:4321')).toBe(403);
  });
});

describe('a mail program', () => {
  const stop = '/en/letters/stop/ana.7.0123456789/';

  test('may stop letters with one click', async () => {
    const { server } = await newServer({ [stop]: () => new Response('stopped') });
    const answer = await server.inject({
      method: 'POST',
      url: stop,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(answer.payload).toBe('stopped');
  });

  test('reaches nothing else by that way', async () => {
    const { listen } = await newServer({ '/en/account/delete/': () => new Response('deleted') });
    const port = await listen();
    for (const path of [
      '/en/letters/stop/../../account/delete/',
      '/en/letters/stop/x/../../../account/delete/',
      '/en/letters/stop/%2e%2e/%2e%2e/account/delete/',
      '/en/account/delete/?/en/letters/stop/x/',
    ])
      expect(
        await raw(port, `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`),
        path,
      ).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('that names another site as its origin is refused', async () => {
    const { server } = await newServer({ [stop]: () => new Response('stopped') });
    const answer = await server.inject({
      method: 'POST',
      url: stop,
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('every kind of answer', () => {
  const pages = {
    '/en/ask/': () => new Response('<p>', { headers: { 'content-type': 'text/html' } }),
    '/en/gone/': () => new Response(null, { status: 404 }),
    '/en/moved/': () => new Response(null, { status: 303, headers: { location: '/en/' } }),
    '/en/failing/': () => {
      throw new Error('broken');
    },
  };
  const asked = [
    '/en/',
    '/_astro/style.B1CkBzcD.css',
    '/robots.txt',
    '/healthz',
    '/readyz',
    '/en/ask/',
    '/en/ask',
    '/en/gone/',
    '/en/moved/',
    '/en/failing/',
    '/nothing',
    '/%zz',
  ];

  test('has the headers that protect readers, and says nothing about the server', async () => {
    const { server } = await newServer(pages);
    const posted = await server.inject({ method: 'POST', url: '/en/ask/' });
    const options = await server.inject({ method: 'OPTIONS', url: '/en/ask/' });
    const answers = [posted, options];
    for (const url of asked) answers.push(await server.inject(url));
    for (const { headers, statusCode } of answers) {
      expect(headers, String(statusCode)).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; style-src 'self';.*base-uri 'none'; object-src 'none'; frame-ancestors 'none'$/,
        ),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-request-id': expect.stringMatching(/^[a-z2-7]{26}$/),
      });
      expect(headers['content-security-policy']).not.toContain('unsafe');
      for (const banner of ['server', 'x-powered-by', 'access-control-allow-origin', 'set-cookie'])
        expect(headers).not.toHaveProperty(banner);
    }
  });

  test('asks for TLS only where there is TLS', async () => {
    const { server } = await newServer(pages, { PUBLIC_URL: 'http://localhost:4321' });
    for (const url of asked)
      expect((await server.inject(url)).headers).not.toHaveProperty('strict-transport-security');
  });

  test('lets a page be stricter', async () => {
    const { server } = await newServer({
      '/en/reset/': () => new Response('x', { headers: { 'referrer-policy': 'no-referrer' } }),
    });
    expect((await server.inject('/en/reset/')).headers['referrer-policy']).toBe('no-referrer');
  });
});
