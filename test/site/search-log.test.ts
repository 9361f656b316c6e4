import { beforeEach, describe, expect, test } from 'vitest';
import { threads } from '#db/schema/forum.ts';
import { searchChoices } from '#src/search/choices.ts';
import { searchMisses } from '#src/search/misses.ts';
import { indexThread } from '#src/search/threads/threads.ts';
import { type BuiltSite, builtSite } from './support/built.ts';

let site: BuiltSite;

beforeEach(async () => {
  site = await builtSite();
  await site.instance.db.write(async (tx) => {
    await tx.insert(threads).values({
      ...{
        id: 1,
        locale: 'en',
        title: 'Whirlicog',
        slug: 'whirlicog',
        body: 'x',
        html: '<p>x</p>',
        renderedBy: 1,
      },
      ...{ authorId: 'ana', createdAt: 1, activeAt: 1, submission: 's' },
    });
    await indexThread(tx, 1);
  });
});

const editor = () => site.as('mo');
const choice = { q: 'whirlicog', path: '/en/community/1/whirlicog/', rank: '1' };
const counted = async () =>
  (await searchChoices(editor())).map(({ path, rank, count }) => [path, rank, count]);

describe('what people open out of a list of results', () => {
  test('is counted, and the answer has no body', async () => {
    const answer = await site.post('/en/search/chosen/', choice);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect(await counted()).toEqual([['community/1', 1, 1]]);
  });

  test('names its words in the list only where it would be counted', async () => {
    const list = (headers = {}) => site.server.inject({ url: '/en/search/?q=whirlicog', headers });
    expect((await list()).body).toContain('data-words="whirlicog"');
    expect((await list({ dnt: '1' })).body).not.toContain('data-words');
    expect((await list({ 'sec-gpc': '1' })).body).not.toContain('data-words');
  });

  test('is refused where it is no choice', async () => {
    for (const wrong of [{}, { ...choice, rank: '0' }, { ...choice, rank: 'x' }, { ...choice, q: '' }])
      expect((await site.post('/en/search/chosen/', wrong as Record<string, string>)).statusCode).toBe(400);
    expect((await site.server.inject('/en/search/chosen/')).statusCode).toBe(404);
    expect(await counted()).toEqual([]);
  });

  test('is nobody’s who asks not to be followed', async () => {
    const headers = {
      origin: 'https://help.example.com',
      'content-type': 'application/x-www-form-urlencoded',
    };
    for (const wish of [{ dnt: '1' }, { 'sec-gpc': '1' }]) {
      const payload = new URLSearchParams(choice).toString();
      const answer = await site.server.inject({
        method: 'POST',
        url: '/en/search/chosen/',
        headers: { ...headers, ...wish },
        payload,
      });
      expect(answer.statusCode).toBe(204);
      await site.server.inject({ url: '/en/search/?q=zlorpfi', headers: wish });
    }
    expect(await counted()).toEqual([]);
    expect(await searchMisses(editor())).toEqual([]);
  });
});

test('a search in vain is counted when it is sent, not while it is typed', async () => {
  await site.server.inject('/en/search/suggest/?q=zlorpfi');
  expect(await searchMisses(editor())).toEqual([]);
  await site.server.inject('/en/search/?q=zlorpfi');
  expect(await searchMisses(editor())).toMatchObject([{ words: 'zlorpfi', count: 1 }]);
});

test('the box gets threads alone, as rows to take over', async () => {
  const { body } = await site.server.inject('/en/search/suggest/?q=whirlicgo&kind=threads');
  expect(body.match(/href="[^"]+"/g)).toEqual(['href="/en/community/1/whirlicog/"']);
  expect((await site.server.inject('/en/search/suggest/?q=&kind=threads')).body.trim()).toBe('');
});
