import { users } from '#db/schema/accounts.ts';
import { expect, test } from 'vitest';
import { withoutSecrets } from '#src/server/log.ts';
import { newServer, type TestServer } from '#test/support/server.ts';

const secret = 'mfrggzdfmztwq2lknnwg23tpobyxe43u';
const lines = ({ logged }: TestServer) => JSON.stringify(logged);

test('an answer is one line: when, which request, which page, how it ended', async () => {
  const site = await newServer({ '/en/ask/': () => new Response('x') });
  const { headers } = await site.server.inject('/en/ask/');
  const line = site.logged.find(({ msg }) => msg === 'answered');
  expect(line).toMatchObject({
    method: 'GET',
    path: '/en/ask/',
    status: 200,
    reqId: headers['x-request-id'],
  });
  expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('no line has search words, tokens, e-mail addresses, cookies or where somebody was', async () => {
  const site = await newServer({ '/en/search/': () => new Response('x') }, { TRUSTED_PROXIES: '127.0.0.1' });
  for (const url of [
    '/en/search/?q=my+secret+disease',
    `/en/reset-password/${secret}/`,
    `/en/letters/stop/ana.7.${'0123456789abcdef'.repeat(2)}/`,
    '/en/people/ana@example.com/',
    '/en/people/ana%40example.com/',
    `/en/%20${secret}`,
    `/%zz/${secret}?token=${secret}`,
  ])
    for (const method of ['GET', 'POST'] as const)
      await site.server.inject({
        method,
        url,
        headers: {
          'x-forwarded-for': '203.0.113.77',
          cookie: `session=${secret}`,
          referer: `https://help.example.com/?q=my+secret+disease`,
          'user-agent': 'Mozilla/5.0 Unmistakable',
        },
        payload: 'email=ana@example.com&password=hunter2hunter2',
      });
  expect(site.logged.length).toBeGreaterThanOrEqual(14);
  expect(lines(site)).not.toMatch(/disease|mfrgg|0123456789|ana@|ana%40|203\.0\.113|hunter2|Unmistakable/);
});

test('a failure is logged with its request and its place in the code, without what people wrote', async () => {
  const site = await newServer({
    '/en/ask/': async (_, { instance }) => {
      await instance.db.write((tx) =>
        tx.insert(users).values({
          id: 'ana',
          name: 'ana',
          displayName: 'Ana Private\n    at a very private place',
          email: 'private@example.com',
          createdAt: 1,
        }),
      );
      return new Response('x');
    },
  });
  const answer = await site.server.inject('/en/ask/');
  expect(answer.statusCode).toBe(500);
  expect(answer.payload).toContain('problem 500 in en');
  expect(answer.payload).not.toMatch(/insert|SQLITE|\.ts/);
  const line = site.logged.find(({ level }) => level === 50);
  expect(line).toMatchObject({
    reqId: answer.headers['x-request-id'],
    err: {
      type: 'DrizzleQueryError',
      cause: { code: 'SQLITE_CONSTRAINT' },
      stack: expect.stringContaining('at '),
    },
  });
  expect(lines(site)).not.toMatch(/private/i);
});

test('text of others is shortened to what can be said', () => {
  expect(withoutSecrets(`No user ana.kovacs+x@example.com with ${secret}.`)).toBe('No user …@… with ….');
  expect(withoutSecrets('Failed query: insert into users values (?)\nparams: ana,hash\nand more')).toBe(
    'Failed query: insert into users values (?)',
  );
  expect(withoutSecrets('a'.repeat(100_000))).toHaveLength(1);
});
