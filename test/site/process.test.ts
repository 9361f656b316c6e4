import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort, startSite, untilAnswers } from './support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'aftercare process #1 '));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a start that cannot be', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['a wrong setting', { PORT: 'eighty' }, /^PORT is "eighty"\. Allowed: a whole number from 1 to 65535\.$/],
    [
      'an address that is none',
      { PUBLIC_URL: 'help.example.com' },
      /^PUBLIC_URL is "help\.example\.com"\. Allowed: /,
    ],
    [
      'an address of another machine',
      { HOST: '192.0.2.1' },
      /^HOST is "192\.0\.2\.1", which is no address of this machine\./,
    ],
    [
      'a folder that cannot be',
      { DATA_DIR: '/dev/null/x' },
      /^DATA_DIR is "\/dev\/null\/x", which cannot be written: /,
    ],
    [
      'a password in a setting',
      { SMTP_URL: 'ftp://me:hunter2@mail.example' },
      /^SMTP_URL is "…@mail\.example"\. Allowed: /,
    ],
  ])('for %s ends at once, with one line that says why', async (_, env, line) => {
    const child = startSite({ DATA_DIR: join(folder, 'bad'), PORT: String(await freePort()), ...env });
    expect(await child.ended).toBe(1);
    expect(child.complaints().trim()).toMatch(line);
  });

  test('for a port in use ends at once, with one line that says which', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const bound = other.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const child = startSite({ DATA_DIR: join(folder, 'port'), PORT: String(port) });
    expect(await child.ended).toBe(1);
    expect(child.complaints().trim()).toBe(
      `PORT is "${port}", which another program already listens on. Set another, or stop that program.`,
    );
    other.close();
  });

  test('for a database that is none ends at once, and leaves the file alone', async () => {
    const file = join(folder, 'photo.db');
    writeFileSync(file, 'this is a photo, not a database'.repeat(100));
    const child = startSite({
      DATA_DIR: join(folder, 'db'),
      DATABASE_URL: `file:${file.replaceAll('#', '%23')}`,
    });
    expect(await child.ended).toBe(1);
    expect(child.complaints().trim()).toMatch(
      /^The database file:.*photo\.db cannot be opened or migrated: .*$/,
    );
  });
});

test('SIGTERM lets a request end that has begun, and the process ends with 0', async () => {
  const port = await freePort();
  const child = startSite({ PORT: String(port), DATA_DIR: join(folder, 'term') });
  await untilAnswers(`http://127.0.0.1:${port}/readyz`, child);
  const waiting = connect(port, '127.0.0.1');
  waiting.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  const body = 'to=el&page=/en/';
  const slow = connect(port, '127.0.0.1');
  let answer = '';
  slow.setEncoding('utf8').on('data', (part: string) => (answer += part));
  slow.write(
    `POST /en/language/ HTTP/1.1\r\nhost: x\r\norigin: http://localhost:${port}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  await new Promise((resolve) => waiting.once('data', resolve));
  child.process.kill('SIGTERM');
  await new Promise((resolve) => waiting.once('close', resolve));
  slow.write(body);
  expect(await child.ended).toBe(0);
  expect(answer).toMatch(/^HTTP\/1\.1 303 [^]*\r\nlocation: \/el\//);
});
