import { beforeEach, describe, expect, test } from 'vitest';
import { complaints, posts, threads } from '#db/schema/forum.ts';
import type { Person } from '#test/support/site.ts';
import { type BuiltSite, builtSite } from './support/built.ts';

const visitors: (Person | null)[] = [null, 'ana', 'root'];
let site: BuiltSite;

beforeEach(async () => {
  site = await builtSite();
  const words = { body: 'It hums.', html: '<p>It hums.</p>', renderedBy: 1, createdAt: 1, submission: 'x' };
  await site.instance.db.write(async (tx) => {
    await tx.insert(threads).values({
      ...{ ...words, id: 1, locale: 'en', title: 'A washing machine that hums', slug: 'hums' },
      ...{ authorId: 'ana', activeAt: 1, postCount: 1, answerCount: 1 },
    });
    for (const [index, kind] of (['idea', 'story', 'complaint'] as const).entries())
      await tx.insert(threads).values({
        ...{ ...words, id: index + 2, kind, locale: 'en', title: `One ${kind} that hums`, slug: 'hums' },
        ...{ authorId: 'ana', activeAt: 1, submission: kind, aim: 'So that it hums less.' },
        ideaStatus: kind === 'idea' ? 'new' : null,
      });
    await tx.insert(complaints).values({ threadId: 4, reference: 'HV-1' });
    await tx.insert(posts).values({ ...words, id: 1, threadId: 1, authorId: 'eli' });
  });
});

const likely: Record<string, string> = {
  lang: 'en',
  id: '1',
  post: '1',
  slug: 'hums',
  name: 'ana',
  number: '1',
  secret: 'mfrggzdfmztwq2lknnwg23tpobyxe43u',
  token: 'ana.1.0123456789',
};
const odd = [
  '0',
  '-1',
  '1.5',
  '99999999999999999999',
  '1%27%20or%201=1--',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '%F0%9F%98%80',
  '%ED%A0%80',
  '..%2f..%2fetc',
  '__proto__',
  'a'.repeat(5_000),
];

const pathOf = (route: string, values: Record<string, string>) =>
  `${route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => values[name] ?? 'x')}${/\.\w+$/.test(route) ? '' : '/'}`.replace(
    /\/+/g,
    '/',
  );
const namesIn = (route: string) => [...route.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = '']) => name);

async function ask(url: string, person: Person | null, rest: object = {}) {
  const cookie = person && (await site.cookieOf(person));
  const { headers = {}, ...others } = rest as { headers?: Record<string, string> };
  return site.server.inject({ url, headers: { ...headers, ...(cookie && { cookie }) }, ...others });
}

const failures = () =>
  site.logged.filter(({ level, err }) => Number(level) >= 50 && err).map(({ err }) => err);

describe('every page of the site', () => {
  test('answers people of all kinds, also when its address is odd, and never fails', async () => {
    for (const { route } of site.routes)
      for (const person of [null, 'root'] as const) {
        const paths = [pathOf(route, likely)];
        for (const name of namesIn(route))
          for (const value of odd) paths.push(pathOf(route, { ...likely, [name]: value }));
        for (const path of paths) {
          const answer = await ask(path, person);
          expect(answer.statusCode, `${path} as ${person}`).toBeLessThan(500);
          expect(answer.payload, path).not.toMatch(/\bat .*\.(ts|mjs|js):\d+|SQLITE|DrizzleQueryError/);
        }
      }
    expect(failures()).toEqual([]);
  });

  test('answers for threads of every kind, and shows nobody else’s order number', async () => {
    for (const { route } of site.routes.filter(({ route }) => route.includes('[id]')))
      for (const id of ['2', '3', '4'])
        for (const person of [null, 'ana', 'ben', 'eli', 'root'] as const) {
          const answer = await ask(pathOf(route, { ...likely, id }), person);
          expect(answer.statusCode, `${route} ${id} as ${person}`).toBeLessThan(500);
          if (person === null || person === 'ben') expect(answer.payload, route).not.toContain('HV-1');
        }
    expect(failures()).toEqual([]);
  });

  test('takes any query, and never fails', async () => {
    const names =
      'q page next product topic kind state status order consent aim reference tag tags article title body locale after before sort done counted model bought country event condition price'.split(
        ' ',
      );
    const values = [
      '',
      '0',
      '-1',
      '99999999999999999999',
      'NaN',
      '%00',
      '%ff',
      '%ED%A0%80',
      "'",
      '"',
      '*',
      ':',
      '(',
      'NEAR(',
      'foo:',
      'a^',
      '%3Cscript%3E',
      'w80&x=1',
      '//evil.example',
      '%5C%5Cevil.example',
    ];
    for (const { route } of site.routes)
      for (const value of values) {
        const path = `${pathOf(route, likely)}?${names.map((name) => `${name}=${value}&${name}=${value}`).join('&')}`;
        const answer = await ask(path, 'ana');
        expect(answer.statusCode, path).toBeLessThan(500);
        expect(String(answer.headers['location'] ?? '/'), path).toMatch(
          /^(\/(?!\/)|https:\/\/help\.example\.com\/)/,
        );
      }
    expect(failures()).toEqual([]);
  });

  test('says no to bodies that are no form, or nonsense, and never fails', async () => {
    const form = 'application/x-www-form-urlencoded';
    const bodies: [string | undefined, string][] = [
      [form, ''],
      [form, '%'],
      [form, '&&&==='],
      [form, '__proto__=1&constructor=2&body[]=3&body=4&body=5'],
      [form, 'title=%00&body=%ED%A0%80&tags=%FF&do=nonsense&to=maybe&submission=x'],
      [form, 'a=1&'.repeat(2_000)],
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=x', 'x'],
      ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="body"\r\n\r\nhalf'],
      ['multipart/form-data; boundary=x', '--x\r\nnonsense\r\n\r\n--x--\r\n'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\ncontent-disposition: form-data; name="body"; filename="a.txt"\r\n\r\na file\r\n--x--\r\n',
      ],
      ['application/json', '{"body":'],
      [undefined, ''],
    ];
    for (const { route } of site.routes)
      for (const person of [null, 'root'] as const)
        for (const [type, payload] of bodies) {
          const path = pathOf(route, likely);
          const headers = { origin: 'https://help.example.com', ...(type && { 'content-type': type }) };
          const answer = await ask(path, person, { method: 'POST', headers, payload });
          expect(answer.statusCode, `${path} as ${person}: ${type} ${payload.slice(0, 60)}`).toBeLessThan(
            500,
          );
        }
    expect(failures()).toEqual([]);
  });

  test('sets no cookie for visitors, and keeps what is for one person out of every cache', async () => {
    for (const { route } of site.routes) {
      const path = pathOf(route, likely);
      const visited = await ask(path, null);
      expect(visited.headers, path).not.toHaveProperty('set-cookie');
      expect(visited.payload, path).not.toMatch(/(ana|ben|eli|mo|root)@example\.com/);
      const answer = await ask(path, 'ana');
      if (answer.statusCode !== 404) expect(answer.headers['cache-control'], path).toBe('no-store');
    }
  });

  test('has the headers that protect readers, and no way in for others', async () => {
    for (const { route } of site.routes) {
      const { headers, payload } = await ask(pathOf(route, likely), 'ana');
      expect(headers['content-security-policy'], route).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      );
      expect(headers['x-content-type-options'], route).toBe('nosniff');
      expect(headers, route).not.toHaveProperty('access-control-allow-origin');
      if (String(headers['content-type']).startsWith('text/'))
        expect(headers['content-type'], route).toMatch(/charset=utf-8/);
      expect(payload, route).not.toMatch(
        /<script(?![^>]*( src=|application\/ld\+json))|<style|\sstyle=|\son\w+=|javascript:/i,
      );
      expect(payload, route).not.toMatch(/origin\.invalid|localhost/);
    }
  });

  test('changes nothing when it is only read', async () => {
    const before = await everythingStored();
    for (const { route } of site.routes)
      for (const person of visitors)
        for (const method of ['GET', 'HEAD', 'OPTIONS'])
          await ask(`${pathOf(route, likely)}?to=yes&_method=POST&body=written&do=post`, person, {
            method,
            headers: { 'x-http-method-override': 'POST' },
          });
    expect(await everythingStored()).toEqual(before);
  });

  test('lets no stranger write', async () => {
    const before = await everythingStored();
    for (const { route } of site.routes)
      for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}])
        for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
          const answer = await ask(pathOf(route, likely), 'root', {
            method: 'POST',
            headers: { ...headers, 'content-type': type },
            payload: 'to=yes&body=written+by+a+stranger&do=post',
          });
          if (!route.includes('letters/stop')) expect(answer.statusCode, route).toBe(403);
        }
    expect(await everythingStored()).toEqual(before);
  });
});

/** Every row of every table, but for what counts visits. */
async function everythingStored(): Promise<Record<string, unknown[]>> {
  const { client } = site.instance.db;
  const tables = await client.execute(
    "select name from sqlite_schema where type = 'table' and name not in ('sessions', 'rate_limits') and name not like '%_fts%'",
  );
  const stored: Record<string, unknown[]> = {};
  for (const { name } of tables.rows)
    stored[String(name)] = (await client.execute(`select * from "${String(name)}"`)).rows;
  return stored;
}
