import { describe, expect, test } from 'vitest';
import { articleVotes } from '#db/schema/articles.ts';
import type { Context } from '#src/accounts/context.ts';
import { Vote } from '#src/articles/forms.ts';
import { castVote, helpedBy, mostHelpful, surelyHelped } from '#src/articles/votes.ts';
import { findArticle, type ReadableArticle, readable } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { newSite } from '#test/support/site.ts';

const slug = 'washing-machine-will-not-drain';

function article(ctx: Context, locale: Locale = 'en', name = slug): ReadableArticle {
  const found = findArticle(ctx.catalog, name);
  if (!found) throw new Error(`no article ${name}`);
  return readable(found, locale);
}

const yes = { helpful: 'yes', reason: undefined, comment: '' } as const;
const no = { helpful: 'no', reason: undefined, comment: '' } as const;
const votesOf = (ctx: Context) => ctx.db.read.select().from(articleVotes);

describe('a vote on an article', () => {
  test('needs no account and leaves no trace of the person', async () => {
    const { as } = await newSite();
    const visitor = as(null, { visitor: 'v1' });
    await castVote(visitor, article(visitor), yes);
    const [vote] = await votesOf(visitor);
    expect(vote).toMatchObject({ article: slug, locale: 'en', helpful: true, reason: null, comment: '' });
    expect(JSON.stringify(vote)).not.toMatch(/v1|192\.0\.2/);
  });

  test('counts once a person and can be changed', async () => {
    const { as } = await newSite();
    const ana = as('ana');
    await castVote(ana, article(ana), yes);
    await castVote(ana, article(ana), yes);
    await castVote(ana, article(ana), no);
    expect(await votesOf(ana)).toEqual([expect.objectContaining({ helpful: false })]);
  });

  test('keeps its reason when the same answer is given again, and drops it with a new answer', async () => {
    const { as } = await newSite();
    const ana = as('ana');
    await castVote(ana, article(ana), { helpful: 'no', reason: 'unclear', comment: 'Step 3' });
    await castVote(ana, article(ana), no);
    expect((await votesOf(ana))[0]).toMatchObject({ reason: 'unclear', comment: 'Step 3' });
    await castVote(ana, article(ana), yes);
    expect((await votesOf(ana))[0]).toMatchObject({ helpful: true, reason: null, comment: '' });
  });

  test('two people behind one address both count, and one person is not followed from article to article', async () => {
    const { as } = await newSite();
    const one = as(null, { visitor: 'v1' });
    await castVote(one, article(one), yes);
    await castVote(as(null, { visitor: 'v2' }), article(one), yes);
    await castVote(one, article(one, 'en', 'contact-us'), yes);
    const voters = (await votesOf(one)).map(({ voter }) => voter);
    expect(new Set(voters).size).toBe(3);
  });

  test('belongs to the revision whose words were read', async () => {
    const { as } = await newSite();
    const ana = as('ana');
    const text = article(ana, 'el');
    await castVote(ana, text, yes);
    expect((await votesOf(ana))[0]).toMatchObject({ locale: 'el', revision: text.madeFrom });
    await castVote(ana, { ...text, madeFrom: text.madeFrom + 1 }, no);
    expect(await votesOf(ana)).toHaveLength(2);
  });

  test('of an address that votes as ever new browsers is refused in the end', async () => {
    const { as } = await newSite({ RATE_LIMITS: 'on' });
    const text = article(as(null));
    const stuff = async () => {
      for (let round = 0; round < 25; round += 1)
        await castVote(as(null, { visitor: `browser ${round}` }), text, yes);
    };
    await expect(stuff()).rejects.toThrow(Refusal);
    expect((await votesOf(as(null))).length).toBeLessThanOrEqual(20);
  });
});

describe('the form of a vote', () => {
  const faults = (typed: Record<string, string>) =>
    Vote.safeParse(typed).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

  test('takes the answer alone, a reason, or words', () => {
    expect(faults({ helpful: 'yes' })).toEqual([]);
    expect(faults({ helpful: 'no', step: 'why', reason: 'too_hard' })).toEqual([]);
    expect(faults({ helpful: 'no', step: 'why', comment: 'The knob is stuck' })).toEqual([]);
  });

  test('asks for a reason once it was asked about, and for words with "something else"', () => {
    expect(faults({ helpful: 'no', step: 'why' })).toEqual([['reason', 'articles.vote.reason.missing']]);
    expect(faults({ helpful: 'no', step: 'why', reason: 'other' })).toEqual([
      ['comment', 'articles.vote.comment.missing'],
    ]);
    expect(faults({ helpful: 'yes', comment: 'x'.repeat(1_001) })).toEqual([
      ['comment', 'articles.vote.comment.long'],
    ]);
  });
});

describe('how many an article helped', () => {
  const vote = async (ctx: Context, name: string, answers: string) => {
    for (const [index, answer] of [...answers].entries())
      await castVote({ ...ctx, visitor: `${index}` }, article(ctx, 'en', name), answer === 'y' ? yes : no);
  };

  test('is not said before five people have voted', async () => {
    const { as } = await newSite();
    await vote(as(null), slug, 'yyyy');
    expect(await helpedBy(as(null), slug)).toBeNull();
    await castVote(as(null, { visitor: 'fifth' }), article(as(null)), no);
    expect(await helpedBy(as(null), slug)).toEqual({ helped: 4, votes: 5 });
  });

  test('orders the most helpful by what the votes prove, not by the bare share', async () => {
    const { as } = await newSite();
    await vote(as(null), 'contact-us', 'yyyyy');
    await vote(as(null), slug, 'yyyyyyyyyyyyyyyyyyyn');
    await vote(as(null), 'fridge-is-noisy', 'nnnnnnyy');
    await vote(as(null), 'water-inside-the-fridge', 'yyy');
    const found = await mostHelpful(as(null), 5);
    expect(found.map((one) => one.slug)).toEqual([slug, 'contact-us']);
  });

  test('the lower bound grows with the votes behind the same share', () => {
    expect(surelyHelped({ helped: 0, votes: 0 })).toBe(0);
    expect(surelyHelped({ helped: 1, votes: 1 })).toBeCloseTo(0.207, 3);
    expect(surelyHelped({ helped: 9, votes: 10 })).toBeCloseTo(0.596, 3);
    expect(surelyHelped({ helped: 90, votes: 100 })).toBeCloseTo(0.826, 3);
  });
});
