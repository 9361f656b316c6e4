import type { InValue } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { ideaDecisions, meToos, threads } from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import { composeLetter } from '#src/letters/compose.ts';
import { followThread } from '#src/forum/follows.ts';
import { IdeaDecision, threadForms } from '#src/forum/forms.ts';
import { decideIdea } from '#src/forum/ideas.ts';
import { type KindFilter, listKind, readKindFilter, threadsOfKind } from '#src/forum/kind-list.ts';
import { haveThisToo } from '#src/forum/me-too.ts';
import { readHistory, readThread } from '#src/forum/reading.ts';
import { acceptSolution } from '#src/forum/solutions.ts';
import { ask, deleteThread, editThread, lockThread, threadToEdit } from '#src/forum/threads.ts';
import { search } from '#src/search/results.ts';
import { formOf, newComplaint, newIdea, newReply, newStory, newThread } from '#test/support/forum.ts';
import { newSite, type TestSite, today } from '#test/support/site.ts';

const said = (status: string, reason = '') => IdeaDecision.parse({ status, reason });
const lettersOf = ({ instance }: TestSite) => instance.db.read.select().from(letters).orderBy(letters.id);

describe('an idea', () => {
  test('says what should be better and why, and is new', async () => {
    const { as } = await newSite();
    const { id } = await newIdea(as('ana'), { aim: 'So that I can go out in the meantime.' });
    const { thread, idea } = await readThread(as(null), id);
    expect(thread).toMatchObject({
      kind: 'idea',
      ideaStatus: 'new',
      aim: 'So that I can go out in the meantime.',
      state: null,
      promisedAt: null,
    });
    expect(idea).toEqual([]);
  });

  test('needs a reason of some words', () => {
    const read = threadForms.idea.safeParse({
      title: 'A clock on the door',
      body: 'x'.repeat(20),
      aim: ' . ',
    });
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['aim', 'forum.idea.why.short'],
    ]);
  });

  test('sent again is the same thread, as a question is', async () => {
    const { as, instance } = await newSite();
    const form = formOf('idea');
    const sent = await Promise.all([ask(as('ana'), form, 'idea'), ask(as('ana'), form, 'idea')]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(await instance.db.read.$count(threads)).toBe(1);
  });

  test('is wanted by each person and each visitor once', async () => {
    const { as, instance } = await newSite();
    const { id } = await newIdea(as('ana'));
    for (const one of [as('ben'), as('ben'), as(null), as(null, { visitor: 'another' }), as('ana')])
      await haveThisToo(one, id, true);
    expect((await readThread(as(null), id)).thread.meTooCount).toBe(3);
    await haveThisToo(as('ben'), id, false);
    expect((await readThread(as(null), id)).thread.meTooCount).toBe(2);
    expect(await instance.db.read.$count(meToos)).toBe(2);
  });

  test('keeps its reason when it is edited, and the earlier one in its history', async () => {
    const { as } = await newSite();
    const { id } = await newIdea(as('ana'), { aim: 'The first reason of all.' });
    const { thread } = await threadToEdit(as('ana'), id);
    const same = { title: thread.title, body: thread.body, product: undefined, do: 'post' as const };
    await editThread(as('ana'), id, { ...same, aim: 'A better reason than that.' });
    await editThread(as('root'), id, same);
    const { thread: edited } = await readThread(as(null), id);
    expect(edited).toMatchObject({ aim: 'A better reason than that.', product: null, ideaStatus: 'new' });
    const { changed } = await readHistory(as(null), id);
    expect(changed[0]?.revisions.map(({ aim }) => aim)).toEqual(['The first reason of all.']);
  });

  test('stays once the maker has said where it stands, but for moderators', async () => {
    const { as } = await newSite();
    const { id } = await newIdea(as('ana'));
    await decideIdea(as('eli'), id, said('considered'));
    await expect(deleteThread(as('ana'), id)).rejects.toMatchObject({ reason: 'has_answers' });
    await deleteThread(as('root'), id);
  });

  test('has no solution', async () => {
    const { as } = await newSite();
    const { postId } = await newReply(as('eli'), await newIdea(as('ana')));
    await expect(acceptSolution(as('ana'), postId)).rejects.toMatchObject({ reason: 'wrong_kind' });
  });
});

describe('saying where an idea stands', () => {
  test('is for experts, moderators and admins', async () => {
    const { as } = await newSite();
    const { id } = await newIdea(as('ana'));
    for (const person of ['ana', 'ben', 'mo'] as const)
      await expect(decideIdea(as(person), id, said('planned'))).rejects.toMatchObject({
        reason: 'not_allowed',
      });
    await expect(decideIdea(as(null), id, said('planned'))).rejects.toMatchObject({ reason: 'signed_out' });
    await decideIdea(as('eli'), id, said('planned'));
    await lockThread(as('root'), id, true);
    await decideIdea(as('root'), id, said('done', 'In every W80 from 2027 on.'));
  });

  test('is for ideas that are there', async () => {
    const { as } = await newSite();
    for (const other of [
      await newThread(as('ana')),
      await newStory(as('ana')),
      await newComplaint(as('ana')),
    ])
      await expect(decideIdea(as('eli'), other.id, said('planned'))).rejects.toMatchObject({
        reason: 'wrong_kind',
      });
    const idea = await newIdea(as('ana'));
    await deleteThread(as('ana'), idea.id);
    await expect(decideIdea(as('eli'), idea.id, said('planned'))).rejects.toMatchObject({
      reason: 'not_found',
    });
  });

  test('keeps what was said before', async () => {
    const { as } = await newSite();
    const { id } = await newIdea(as('ana'));
    await decideIdea(as('eli'), id, said('considered'));
    await decideIdea(as('root', { now: today + 1 }), id, said('declined', 'It would drain the battery.'));
    const { thread, idea } = await readThread(as(null), id);
    expect(thread.ideaStatus).toBe('declined');
    expect(idea).toMatchObject([
      { status: 'considered', reason: '', decider: { displayName: 'Eli Svensson' } },
      { status: 'declined', reason: 'It would drain the battery.', createdAt: today + 1 },
    ]);
  });

  test('to decline takes a reason', () => {
    expect(IdeaDecision.safeParse({ status: 'declined', reason: '  ' }).success).toBe(false);
    expect(IdeaDecision.safeParse({ status: 'new', reason: 'x' }).success).toBe(false);
    expect(IdeaDecision.safeParse({ status: 'planned', reason: '' }).success).toBe(true);
  });

  test('writes to its author and to who follows it, in their language, once for each event', async () => {
    const site = await newSite();
    const { as, instance } = site;
    const { id } = await newIdea(as('ana'));
    await haveThisToo(as('ben'), id, true);
    await followThread(as('ben'), id, true);
    await haveThisToo(as('mo'), id, true);
    const decision = said('planned', 'In the spring update.');
    await Promise.all([decideIdea(as('eli'), id, decision), decideIdea(as('eli'), id, decision)]);
    await decideIdea(as('eli'), id, decision);
    const first = await lettersOf(site);
    expect(first.map(({ kind, email, locale, data }) => [kind, email, locale, data['own']])).toEqual([
      ['idea_status', 'ana@example.com', 'hu', 'yes'],
      ['idea_status', 'ben@example.com', 'en', 'no'],
    ]);
    const [own] = first;
    if (!own) throw new Error('No letter.');
    const { subject, text } = composeLetter(own, instance.catalog.site, 'https://help.example.com', '/stop/');
    expect(subject).toMatch(/^Tervezzük: /);
    expect(text).toContain('> In the spring update.');
    expect(text).toContain(`https://help.example.com/hu/community/${id}/`);
    await decideIdea(as('root'), id, said('done'));
    expect(await lettersOf(site)).toHaveLength(4);
    expect(await instance.db.read.$count(ideaDecisions)).toBe(2);
  });

  test('writes to nobody who wants no letters, and not to who decides', async () => {
    const site = await newSite();
    const { id } = await newIdea(site.as('ana'));
    await followThread(site.as('ana'), id, false);
    await followThread(site.as('eli'), id, true);
    await decideIdea(site.as('eli'), id, said('planned'));
    expect(await lettersOf(site)).toEqual([]);
  });
});

describe('the list of ideas', () => {
  const filter = (query = '') =>
    readKindFilter(
      new URLSearchParams(query),
      { products: [{ slug: 'washing-machine-w80' }] } as never,
      'idea',
    );

  test('stands in the order of who wants them, or of the newest, by status and product', async () => {
    const { as } = await newSite();
    const old = await newIdea(as('ana', { now: today }));
    const wanted = await newIdea(as('ana', { now: today + 1 }), { product: 'espresso-machine-c3' });
    const fresh = await newIdea(as('ana', { now: today + 2, locale: 'el' }));
    await newThread(as('ana'));
    await deleteThread(as('ben'), (await newIdea(as('ben'))).id);
    await haveThisToo(as('ben'), wanted.id, true);
    await decideIdea(as('eli'), old.id, said('done'));
    const ids = async (query?: string) =>
      (await listKind(as(null), filter(query), 1)).rows.map(({ id }) => id);
    expect(await ids()).toEqual([wanted.id, fresh.id, old.id]);
    expect(await ids('order=newest')).toEqual([fresh.id, wanted.id, old.id]);
    expect(await ids('status=done')).toEqual([old.id]);
    expect(await ids('product=washing-machine-w80&status=new')).toEqual([fresh.id]);
    expect(await ids('product=nothing&status=x&order=y')).toEqual([wanted.id, fresh.id, old.id]);
  });

  test('looks nothing up by walking through all threads', async () => {
    const { instance } = await newSite();
    for (const product of [undefined, 'washing-machine-w80'])
      for (const status of [undefined, 'planned'] as const)
        for (const order of ['votes', 'newest'] as const)
          for (const kind of ['idea', 'story', 'complaint'] as const) {
            const asked: KindFilter = { kind, product, status, order };
            const { sql, params } = threadsOfKind(instance.db.read, asked).limit(26).toSQL();
            const plan = await instance.db.client.execute({
              sql: `explain query plan ${sql}`,
              args: params as InValue[],
            });
            expect(plan.rows.map(({ detail }) => String(detail)).join('\n')).not.toMatch(/SCAN/);
          }
  });
});

describe('searching', () => {
  test('finds a thread by its reason, and by its kind', async () => {
    const { as } = await newSite();
    const words = { title: 'The whirlicog should be quieter' };
    const idea = await newIdea(as('ana'), { ...words, aim: 'Because of the zorblatt next door.' });
    const question = await newThread(as('ana'), { title: 'Why is the whirlicog so loud?' });
    const found = async (kind?: 'question' | 'idea' | 'story') => {
      const ctx = as(null);
      const { rows } = await search(ctx, {
        ...{ typed: 'whirlicog', product: undefined, kind, language: undefined, exact: false, page: 1 },
      });
      return rows.map(({ path, thread }) => [Number(path.split('/')[3]), thread?.kind]);
    };
    expect(await found('idea')).toEqual([[idea.id, 'idea']]);
    expect(await found('question')).toEqual([[question.id, 'question']]);
    expect(await found('story')).toEqual([]);
    expect((await found()).length).toBe(2);
    const rows = await search(as(null), {
      ...{
        typed: 'zorblatt',
        product: undefined,
        kind: undefined,
        language: undefined,
        exact: false,
        page: 1,
      },
    });
    expect(rows.rows.map(({ title }) => title)).toEqual(['The whirlicog should be quieter']);
    expect(await as(null).db.read.$count(threads, eq(threads.kind, 'idea'))).toBe(1);
  });
});
