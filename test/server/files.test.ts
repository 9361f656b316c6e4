import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { newServer, raw, styleSheet } from '#test/support/server.ts';

const style = '/_astro/style.B1CkBzcD.css';
const shard = '/_search/en.0123456789ab/terms/0.bin';

describe('a built file', () => {
  test.each([
    ['br', (bytes: Buffer) => brotliDecompressSync(bytes)],
    ['gzip', (bytes: Buffer) => gunzipSync(bytes)],
    ['identity', (bytes: Buffer) => bytes],
  ])('comes as %s to who asks for it, and says so to caches', async (coding, opened) => {
    const { server } = await newServer();
    const answer = await server.inject({ url: style, headers: { 'accept-encoding': coding } });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-encoding'] ?? 'identity').toBe(coding);
    expect(answer.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(answer.headers['vary']).toMatch(/accept-encoding/i);
    expect(opened(answer.rawPayload).toString()).toBe(styleSheet);
  });

  test('with a hash in its name is kept for ever, without one for an hour', async () => {
    const { server } = await newServer();
    const caching = async (url: string) => (await server.inject(url)).headers['cache-control'];
    for (const url of [style, shard]) expect(await caching(url)).toBe('public, max-age=31536000, immutable');
    expect(await caching('/favicon.svg')).toBe('public, max-age=3600');
  });

  test('is not sent again to who has it', async () => {
    const { server } = await newServer();
    const { etag } = (await server.inject(style)).headers;
    const again = await server.inject({
      url: style,
      headers: { 'if-none-match': `"other", ${String(etag)}` },
    });
    expect(again.statusCode).toBe(304);
    expect(again.payload).toBe('');
  });

  test('answers HEAD like GET, without the body', async () => {
    const { server } = await newServer();
    for (const url of [style, shard, '/en/', '/robots.txt']) {
      const [get, head] = [await server.inject(url), await server.inject({ url, method: 'HEAD' })];
      expect(head.statusCode).toBe(200);
      expect(head.payload).toBe('');
      expect(head.headers['content-length']).toBe(get.headers['content-length']);
      expect(head.headers['etag']).toBe(get.headers['etag']);
    }
  });

  test('of a search index comes packed; one of an index that is gone is missing', async () => {
    const { server } = await newServer();
    const answer = await server.inject({ url: shard, headers: { 'accept-encoding': 'br' } });
    expect(answer.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(styleSheet);
    expect((await server.inject(shard.replace('0123', 'abcd'))).statusCode).toBe(404);
  });

  test('may lie in .well-known', async () => {
    const { server } = await newServer();
    const answer = await server.inject('/.well-known/security.txt');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});

describe('a prerendered page', () => {
  test('names the public address, which the build did not know', async () => {
    const { server } = await newServer({}, { PUBLIC_URL: 'https://help.maker.example' });
    for (const url of ['/el/', '/robots.txt', '/sitemap.xml']) {
      const answer = await server.inject(url);
      expect(answer.payload).toContain('https://help.maker.example/');
      expect(answer.payload).not.toContain('origin.invalid');
    }
  });

  test('has its right type', async () => {
    const { server } = await newServer();
    const type = async (url: string) => (await server.inject(url)).headers['content-type'];
    expect(await type('/en/')).toBe('text/html; charset=utf-8');
    expect(await type('/robots.txt')).toBe('text/plain; charset=utf-8');
    expect(await type('/sitemap.xml')).toBe('application/xml; charset=utf-8');
  });

  test('comes in the coding the reader prefers, never in one they refuse', async () => {
    const { server } = await newServer();
    const coding = async (accepted: string) =>
      (await server.inject({ url: '/en/', headers: { 'accept-encoding': accepted } })).headers[
        'content-encoding'
      ];
    expect(await coding('gzip, deflate, br')).toBe('br');
    expect(await coding('br;q=0, gzip')).toBe('gzip');
    expect(await coding('br;q=0')).toBeUndefined();
    expect(await coding('')).toBeUndefined();
  });

  test.each([
    ['the same tag', (etag: string) => etag],
    ['a list with it', (etag: string) => `"x", W/"y" , ${etag}`],
    ['its strong form', (etag: string) => etag.replace('W/', '')],
    ['a star', () => '*'],
  ])('is not sent again to who shows %s', async (_, shown) => {
    const { server } = await newServer();
    const etag = String((await server.inject('/en/')).headers['etag']);
    const again = await server.inject({ url: '/en/', headers: { 'if-none-match': shown(etag) } });
    expect(again.statusCode).toBe(304);
    const other = await server.inject({ url: '/en/', headers: { 'if-none-match': '"x"' } });
    expect(other.statusCode).toBe(200);
  });

  test('is found without its last slash, by way of a redirect on this site', async () => {
    const { server } = await newServer({ '/en/ask/': () => new Response('ask') });
    const redirect = async (url: string) => {
      const { statusCode, headers } = await server.inject(url);
      return `${statusCode} ${String(headers['location'])}`;
    };
    expect(await redirect('/el')).toBe('308 /el/');
    expect(await redirect('/en/ask?product=w80&x=//evil.example')).toBe(
      '308 /en/ask/?product=w80&x=//evil.example',
    );
  });
});

test('nothing else is served, however it is asked for', async () => {
  const { listen } = await newServer();
  const port = await listen();
  for (const path of [
    '/_astro/',
    '/_astro',
    '/.env',
    '/catalog.json',
    '/server/entry.mjs',
    '/../.env',
    '/..%2f.env',
    '/..%2f..%2f.env',
    '/%2e%2e/%2e%2e/.env',
    '/_astro/..%2f..%2fcatalog.json',
    '/_astro/../../catalog.json',
    '/_astro/..\\..\\catalog.json',
    '/_astro/%5c..%5c..%5ccatalog.json',
    '/en/%00index.html',
    '/en/index.html%00',
    '/_astro/style.B1CkBzcD.css%00',
    '/_astro/style.B1CkBzcD.css.br',
    '/_ASTRO/style.B1CkBzcD.css',
    '/_search/',
    '/_search/en.0123456789ab/terms/0.bin.br',
    '/_search/en.0123456789ab/terms/0.bin%00',
    '/_search/en.0123456789ab/terms/..%2f..%2f..%2f..%2fcatalog.json',
    '/_search/..%2f..%2fcatalog.json',
    '/_search/../../catalog.json',
    '/en/index.html',
    '/.git/config',
    '/data/aftercare.db',
    '/etc/passwd',
    '//etc/passwd',
    '/en/error/404/',
    '/_image/?href=http://127.0.0.1/',
  ]) {
    const answer = await raw(port, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(answer, path).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer, path).not.toContain('secret');
    expect(answer, path).toMatch(/^content-security-policy: default-src 'none'/im);
  }
});
