import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { locales } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';
import { newServer, raw } from '#test/support/server.ts';

const publicUrl = 'https://help.example.com';
const ours = { origin: publicUrl };
const form = { ...ours, 'content-type': 'application/x-www-form-urlencoded' };

/** A page that says what it was asked. */
const echo = async (request: Request) =>
  Response.json({ method: request.method, url: request.url, body: await request.text() });

describe('an address', () => {
  test('is on the public origin, whatever Host and X-Forwarded-Host say', async () => {
    const { server } = await newServer({ '/en/ask/': echo });
    const answer = await server.inject({
      url: '/en/ask/?q=1',
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
    });
    expect(answer.json()).toMatchObject({ url: `${publicUrl}/en/ask/?q=1` });
    expect((await server.inject({ url: '/en', headers: { host: 'evil.example' } })).headers['location']).toBe(
      '/en/',
    );
  });

  test('that no browser sends is refused in words, and leads nowhere', async () => {
    const { listen } = await newServer({ '//evil.example/': () => new Response('evil') });
    const port = await listen();
    for (const target of [
      'http://evil.example/',
      '*',
      '/%',
      '/%zz/',
      '/en/%ff/',
      '/en/%00/',
      '/%0d%0aset-cookie:x=1/',
      '/\\evil.example/',
      '/\\evil.example',
      '/x/..\\/evil.example',
      '/\\/evil.example',
    ]) {
      const answer = await raw(port, `GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      expect(answer, target).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer, target).not.toMatch(/^(location|set-cookie):/im);
      expect(answer, target).toMatch(/^content-security-policy:/im);
    }
  });

  test('with two slashes at its beginning stays on this site', async () => {
    const { listen } = await newServer();
    const port = await listen();
    for (const target of [
      '//evil.example',
      '///evil.example/',
      '//el',
      '/.//evil.example',
      '/x/..//evil.example',
    ]) {
      const answer = await raw(port, `GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      expect(answer, target).toMatch(/^HTTP\/1\.1 (404|308) /);
      expect(answer, target).not.toMatch(/^location: (\/\/|http)/im);
    }
  });

  test('that is unknown is answered in its own language', async () => {
    const { server } = await newServer();
    const answer = await server.inject('/el/nothing/');
    expect(answer.statusCode).toBe(404);
    expect(answer.payload).toContain('problem 404 in el');
    const reader = await server.inject({ url: '/nothing', headers: { 'accept-language': 'hu-HU,hu;q=0.9' } });
    expect(reader.payload).toContain('problem 404 in hu');
  });

  test('may be as long as a long search, and no longer', async () => {
    const { listen } = await newServer({ '/en/search/': () => new Response('found') });
    const port = await listen();
    const asking = (characters: number) =>
      raw(
        port,
        `GET /en/search/?q=${'%CE%B1'.repeat(characters)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      );
    expect(await asking(10_000)).toMatch(/^HTTP\/1\.1 200 /);
    const refused = Buffer.from(await asking(30_000), 'latin1').toString();
    expect(refused).toMatch(/^HTTP\/1\.1 431 /);
    for (const locale of locales) {
      expect(refused).toContain(translator(locale)('error.431.text'));
      expect(refused).toContain(`<a href="/${locale}/">`);
    }
  });

  test('is refused together with endless headers, and a request without Host', async () => {
    const { listen } = await newServer();
    const port = await listen();
    const huge = await raw(port, `GET /en/ HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(200_000)}\r\n\r\n`);
    expect(huge).toMatch(/^HTTP\/1\.1 431 /);
    expect(huge).toMatch(/^strict-transport-security:/im);
    expect(await raw(port, 'GET /en/ HTTP/1.1\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(port, 'this is not HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*nosniff/);
  });
});

describe('a method', () => {
  test('that pages do not have is refused', async () => {
    const { server, listen } = await newServer({ '/en/ask/': echo });
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE'] as const) {
      const answer = await server.inject({ method: method as 'PUT', url: '/en/ask/', headers: ours });
      expect(answer.statusCode, method).toBe(405);
      expect(answer.headers['allow']).toBe('GET, HEAD, POST, OPTIONS');
    }
    const port = await listen();
    for (const method of ['PROPFIND', 'CONNECT', 'MKCOL', 'BREW', 'get'])
      expect(
        await raw(port, `${method} /en/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
        method,
      ).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
  });

  test('is what the request line says: no header or field changes it', async () => {
    const { server } = await newServer({ '/en/ask/': echo });
    const answer = await server.inject({
      url: '/en/ask/?_method=POST',
      headers: { 'x-http-method-override': 'POST', 'x-http-method': 'DELETE', 'x-method-override': 'PUT' },
    });
    expect(answer.json()).toMatchObject({ method: 'GET' });
  });

  test('HEAD reaches pages as GET; OPTIONS does not reach them', async () => {
    const { server } = await newServer({ '/en/ask/': (request) => new Response(request.method) });
    const head = await server.inject({ method: 'HEAD', url: '/en/ask/' });
    expect([head.statusCode, head.headers['content-length'], head.payload]).toEqual([200, '3', '']);
    const options = await server.inject({
      method: 'OPTIONS',
      url: '/en/ask/',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(options.statusCode).toBe(204);
    expect(Object.keys(options.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a body', () => {
  test('reaches the page as it was sent', async () => {
    const { server } = await newServer({ '/en/ask/': echo });
    const answer = await server.inject({
      method: 'POST',
      url: '/en/ask/',
      headers: form,
      payload: 'title=E18+ő',
    });
    expect(answer.json()).toMatchObject({ method: 'POST', body: 'title=E18+ő' });
  });

  test('that is too large is refused, declared or not, in the language of the address', async () => {
    const { listen } = await newServer({ '/fr/ask/': echo });
    const port = await listen();
    const head = `POST /fr/ask/ HTTP/1.1\r\nhost: x\r\norigin: ${publicUrl}\r\ncontent-type: application/x-www-form-urlencoded\r\n`;
    const declared = await raw(port, `${head}content-length: 99999999\r\n\r\ntitle=`);
    const chunk = `${(64 * 1024).toString(16)}\r\n${'a'.repeat(64 * 1024)}\r\n`;
    const chunked = await raw(port, `${head}transfer-encoding: chunked\r\n\r\n${chunk.repeat(9)}0\r\n\r\n`);
    for (const answer of [declared, chunked]) {
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain('problem 413 in fr');
    }
  });

  test('that is no form, or packed, is refused', async () => {
    const { server } = await newServer({ '/en/ask/': echo });
    const sent = async (headers: Record<string, string>) =>
      (
        await server.inject({
          method: 'POST',
          url: '/en/ask/',
          headers: { ...ours, ...headers },
          payload: '{}',
        })
      ).statusCode;
    expect(await sent({ 'content-type': 'application/json' })).toBe(415);
    expect(await sent({ 'content-type': 'TEXT/Plain' })).toBe(415);
    expect(await sent({ 'content-type': 'application/x-www-form-urlencodedx' })).toBe(415);
    expect(await sent({ 'content-type': ';;;' })).toBe(415);
    expect(await sent({ 'content-type': '' })).toBe(415);
    expect(await sent({ ...form, 'content-encoding': 'gzip' })).toBe(415);
    expect(await sent({ 'content-type': 'Application/X-WWW-Form-URLencoded; charset=utf-8' })).toBe(200);
  });

  test('may be missing', async () => {
    const { server } = await newServer({ '/en/ask/': echo });
    const answer = await server.inject({ method: 'POST', url: '/en/ask/', headers: ours });
    expect(answer.json()).toMatchObject({ method: 'POST', body: '' });
  });

  test('of a length that cannot be is refused', async () => {
    const { listen } = await newServer({ '/en/ask/': echo });
    const port = await listen();
    const head = `POST /en/ask/ HTTP/1.1\r\nhost: x\r\norigin: ${publicUrl}\r\nconnection: close\r\n`;
    for (const rest of [
      'content-length: -1\r\n\r\n',
      'content-length: x\r\n\r\n',
      'content-length: 1\r\ncontent-length: 2\r\n\r\nab',
      'content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      'transfer-encoding: gzip\r\n\r\n',
      'transfer-encoding: chunked\r\n\r\nzz\r\n',
    ])
      expect(await raw(port, head + rest), rest).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

test('a client that sends slowly, or nothing, does not hold up others', async () => {
  const { server, listen } = await newServer();
  const port = await listen();
  const slow = Array.from({ length: 200 }, () => connect(port, '127.0.0.1'));
  for (const socket of slow) socket.on('error', () => undefined).write('GET /en/ HTTP/1.1\r\nhost: x\r\nx: ');
  const other = await fetch(`http://127.0.0.1:${port}/en/`);
  expect(other.status).toBe(200);
  for (const socket of slow) socket.destroy();
  expect(server.server.headersTimeout).toBeLessThanOrEqual(15_000);
  expect(server.server.requestTimeout).toBeLessThanOrEqual(30_000);
});

test('a client that falls silent is told so and let go', async () => {
  const { server, listen } = await newServer();
  server.server.headersTimeout = 50;
  server.server.requestTimeout = 100;
  const port = await listen();
  expect(await raw(port, 'GET /en/ HTTP/1.1\r\nhost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /);
  const halfBody = `POST /en/ HTTP/1.1\r\nhost: x\r\norigin: ${publicUrl}\r\ncontent-length: 10\r\ncontent-type: application/x-www-form-urlencoded\r\n\r\nab`;
  expect(await raw(port, halfBody)).toMatch(/^HTTP\/1\.1 408 /);
});
