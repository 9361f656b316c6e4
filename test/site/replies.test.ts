import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { posts, threads } from '#db/schema/forum.ts';
import { startSession } from '#src/accounts/sessions.ts';
import { builtSite } from './support/built.ts';

const people = Array.from({ length: 50 }, (_, index) => `person-${index}`);

test('fifty people who reply at once have fifty replies, and the counts are right', async () => {
  const site = await builtSite({ PUBLIC_URL: 'http://localhost:4321' });
  const asked = await site.post(
    '/en/community/ask/',
    { title: 'A washing machine that hums', body: 'It hums since yesterday evening.', do: 'post' },
    'ana',
  );
  const thread = String(asked.headers['location']).split(/[?#]/)[0] ?? '';
  const cookies = await Promise.all(
    people.map(async (id) => {
      await site.instance.db.write((tx) =>
        tx.insert(users).values({
          id,
          name: id,
          displayName: id,
          email: `${id}@example.com`,
          emailVerifiedAt: 1,
          createdAt: 1,
        }),
      );
      return (await startSession(site.as('ana', { now: Date.now() }), id)).split(';')[0] ?? '';
    }),
  );
  await site.server.listen({ host: '127.0.0.1', port: 0 });
  const bound = site.server.server.address();
  const origin = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;

  const answers = await Promise.all(
    cookies.map((cookie, index) =>
      fetch(`${origin}${thread}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: 'http://localhost:4321' },
        body: new URLSearchParams({ body: `Reply number ${index}`, do: 'post' }),
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 303));

  const { read } = site.instance.db;
  const written = await read.select({ body: posts.body, authorId: posts.authorId }).from(posts);
  expect(new Set(written.map(({ body, authorId }) => `${authorId}: ${body}`)).size).toBe(50);
  const [counted] = await read.select().from(threads).where(eq(threads.id, 1));
  expect(counted).toMatchObject({ postCount: 50, answerCount: 50 });
  expect(site.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
