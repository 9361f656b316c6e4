import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Context } from '#src/accounts/context.ts';
import { deletePost, editPost, reply } from '#src/forum/posts.ts';
import { acceptSolution, withdrawSolution } from '#src/forum/solutions.ts';
import { ask, deleteThread, editThread } from '#src/forum/threads.ts';
import type { Refusal } from '#src/lib/refusal.ts';
import { indexOutstanding } from '#src/search/threads/filling.ts';
import { newSite, type TestSite } from '#test/support/site.ts';

const words = ['drum', 'drums', 'pump', 'garantía', 'εγγύηση', 'E18', 'hűtő', 'leak'];
const text = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 })
  .map((list) => list.join(' '));
const act = fc.record({
  what: fc.constantFrom(
    'ask',
    'reply',
    'reply',
    'reply',
    'edit',
    'retitle',
    'drop',
    'accept',
    'withdraw',
    'delete',
  ),
  text,
  official: fc.boolean(),
  locale: fc.constantFrom('en' as const, 'el' as const, 'es' as const),
  at: fc.nat({ max: 20 }),
});

/** All that the index holds: each term with its texts, and each word with its counts. */
async function indexOf({ instance: { db } }: TestSite) {
  return {
    terms: await db.read.all(sql`select term, doc from fts_terms order by term, doc`),
    words: await db.read.all(
      sql`select locale, word, stem, bare, texts, titles from thread_words order by 1, 2`,
    ),
    texts: await db.read.all(sql`select * from thread_texts order by id`),
  };
}

async function perform(
  site: TestSite,
  { what, text, official, locale, at }: typeof act extends fc.Arbitrary<infer T> ? T : never,
  number: number,
) {
  const root: Context = site.as('root', { locale });
  const { db } = site.instance;
  const [thread] = await db.read.all<{ id: number }>(
    sql`select id from threads order by id limit 1 offset ${at % 4}`,
  );
  const [post] = await db.read.all<{ id: number }>(
    sql`select id from posts order by id limit 1 offset ${at % 9}`,
  );
  const form = { body: text, submission: `s${number}`, do: 'post' as const };
  const question = {
    ...form,
    title: `${text} ${number % 3}`,
    tags: official ? ['drum'] : [],
    product: official ? 'espresso-machine-c3' : undefined,
  };
  if (what === 'ask') return ask(root, question);
  if (thread === undefined) return undefined;
  if (what === 'reply') return reply(root, thread.id, { ...form, official });
  if (what === 'retitle') return editThread(root, thread.id, question);
  if (what === 'delete') return at % 5 === 0 ? deleteThread(root, thread.id) : undefined;
  if (post === undefined) return undefined;
  if (what === 'edit') return editPost(root, post.id, text);
  if (what === 'drop') return deletePost(root, post.id);
  return what === 'accept' ? acceptSolution(root, post.id) : withdrawSolution(root, post.id);
}

test('whatever happens in the community, the index is as if it were made anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
      const site = await newSite();
      const { db } = site.instance;
      await db.client.execute("create virtual table fts_terms using fts5vocab('threads_fts', 'instance')");
      await perform(site, { what: 'ask', text: 'drum', official: false, locale: 'en', at: 0 }, 1_000);
      for (const [number, one] of acts.entries())
        await perform(site, one, number).catch((error: unknown) => {
          if (!(error as Refusal).reason) throw error;
        });
      const kept = await indexOf(site);
      await db.client.execute("insert into threads_fts (threads_fts) values ('integrity-check')");
      await db.write(async (tx) => {
        await tx.run(sql`delete from thread_words`);
        await tx.run(sql`delete from thread_texts`);
        await tx.run(sql`delete from threads_fts where rowid >= 0`);
      });
      await indexOutstanding(db);
      expect(kept).toEqual(await indexOf(site));
      await db.close();
    }),
    { numRuns: 12 },
  );
}, 60_000);
