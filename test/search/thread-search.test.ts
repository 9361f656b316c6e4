import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { posts, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { deletePost, reply } from '#src/forum/posts.ts';
import { acceptSolution } from '#src/forum/solutions.ts';
import { ask, deleteThread } from '#src/forum/threads.ts';
import { search, suggest } from '#src/search/results.ts';
import { indexThread } from '#src/search/threads/threads.ts';
import { newSite, type TestSite, today } from '#test/support/site.ts';
import { asked } from './asked.ts';

const all = { product: undefined, kind: 'threads', language: undefined, exact: false, page: 1 } as const;
const find = (ctx: Context, typed: string, narrowed = {}) => search(ctx, { ...all, typed, ...narrowed });
const titles = async (ctx: Context, typed: string, narrowed = {}) =>
  (await find(ctx, typed, narrowed)).rows.map(({ title }) => title);
const post = { official: false, do: 'post' } as const;

async function aged({ instance }: TestSite, id: number, years: number): Promise<void> {
  const activeAt = today - years * 365 * 86_400_000;
  await instance.db.write((tx) => tx.update(threads).set({ activeAt }).where(eq(threads.id, id)));
}

describe('a thread', () => {
  test('is found at once by a reply, as solved once it is, and never again once it is gone', async () => {
    const site = await newSite();
    const [ana, ben] = [site.as('ana'), site.as('ben')];
    const { id } = await ask(ana, {
      title: 'Strange smell inside',
      body: 'What is it?',
      tags: ['odour'],
      submission: 'q',
      do: 'post',
    });
    expect(await titles(ana, 'odour')).toEqual(['Strange smell inside']);
    const { postId } = await reply(ben, id, {
      ...post,
      body: 'Vinegar in the flibberdrawer.',
      submission: 'r',
    });
    expect((await find(ana, 'flibberdrawer')).rows).toMatchObject([{ thread: { state: 'answered' } }]);
    await acceptSolution(ana, postId);
    expect((await find(ana, 'flibberdrawer')).rows).toMatchObject([{ thread: { state: 'solved' } }]);
    await deletePost(ben, postId);
    expect(await titles(ana, 'flibberdrawer')).toEqual([]);
    expect((await find(ana, 'smell')).rows).toMatchObject([{ thread: { state: 'unanswered' } }]);
    await deleteThread(site.as('root'), id);
    expect(await titles(ana, 'smell')).toEqual([]);
  });

  test('comes first for its very title, however many say the same in more words', async () => {
    const site = await newSite();
    await asked(site, 'Pump');
    for (let number = 1; number <= 30; number += 1)
      await asked(site, `Pump pump ${number}`, { body: 'The pump.', solution: 'A new pump.' });
    expect((await titles(site.as(null), 'pump'))[0]).toBe('Pump');
    expect((await titles(site.as(null, { locale: 'sv' }), 'PUMP'))[0]).toBe('Pump');
  });

  test('that was solved comes before an open one, a new one before an old one, none far behind', async () => {
    const site = await newSite();
    await asked(site, 'Rattling drum: open');
    const old = await asked(site, 'Rattling drum: old', { solution: 'Yes.' });
    await aged(site, old, 12);
    await asked(site, 'Rattling drum: solved', { solution: 'Yes.' });
    expect(await titles(site.as(null), 'rattling drum')).toEqual([
      'Rattling drum: solved',
      'Rattling drum: old',
      'Rattling drum: open',
    ]);
  });

  test('is told by its answers more than by other replies', async () => {
    const site = await newSite();
    const ids = [await asked(site, 'One', { solution: 'x' }), await asked(site, 'Two', { solution: 'x' })];
    const [ana] = [site.as('ana')];
    await reply(ana, ids[0] ?? 0, { ...post, body: 'Descale the whirlicog.', submission: 'a' });
    await reply(site.as('eli'), ids[1] ?? 0, {
      ...post,
      official: true,
      body: 'Descale the whirlicog.',
      submission: 'b',
    });
    expect(await titles(ana, 'whirlicog')).toEqual(['Two', 'One']);
  });

  test('has its words in any of its posts, and with more of them it is nearer', async () => {
    const site = await newSite();
    await asked(site, 'Grinding noise', { body: 'While spinning.', solution: 'The bearing.' });
    await asked(site, 'Grinding coffee', { body: 'How fine?' });
    expect((await titles(site.as(null), 'grinding spinning bearing'))[0]).toBe('Grinding noise');
  });

  test('is of the product that was asked for, or of the language', async () => {
    const site = await newSite();
    await asked(site, 'Whirlicog of the drill', { product: 'cordless-drill-t18' });
    await asked(site, 'Whirlicog of the washer', { product: 'washing-machine-w80' });
    await asked(site, 'Whirlicog på svenska', { locale: 'sv' });
    const ctx = site.as(null);
    expect(await titles(ctx, 'whirlicog', { product: 'cordless-drill-t18' })).toEqual([
      'Whirlicog of the drill',
    ]);
    expect(await titles(ctx, 'whirlicog', { language: 'sv' })).toEqual(['Whirlicog på svenska']);
    expect(await titles(ctx, 'whirlicog', { language: 'sv', product: 'cordless-drill-t18' })).toEqual([]);
    const everywhere = (await find(ctx, 'whirlicog')).rows.map(({ locale }) => locale);
    expect(everywhere).toEqual(['en', 'en', 'sv']);
  });

  test('in Greek is found without accents, with a Greek keyboard’s code, and by another form', async () => {
    const site = await newSite();
    await asked(site, 'Το πλυντήριο δείχνει E18', { locale: 'el' });
    const ctx = site.as(null, { locale: 'el' });
    for (const typed of ['πλυντηριο', 'ΠΛΥΝΤΗΡΙΑ', 'Ε18'])
      expect(await titles(ctx, typed)).toEqual(['Το πλυντήριο δείχνει E18']);
  });
});

test('what editors call the same is the same in threads', async () => {
  const site = await newSite();
  await asked(site, 'Refrigerator hums at night');
  expect(await titles(site.as(null), 'fridge hums')).toEqual(['Refrigerator hums at night']);
  expect(await titles(site.as(null), 'fridge', { exact: true })).toEqual([]);
});

describe('a passage', () => {
  const marked = (passage: { text: string; marked: boolean }[]) =>
    passage.filter(({ marked }) => marked).map(({ text }) => text);

  test('is of the text that has the words, also of the last reply', async () => {
    const site = await newSite();
    const id = await asked(site, 'Noise', { body: 'It hums.', solution: 'Level the feet.' });
    const body = 'Mine hummed until the whirlicog was oiled.';
    await reply(site.as('ben'), id, { ...post, body, submission: 'r' });
    const { rows } = await find(site.as(null), 'whirlicog hums');
    expect(rows[0]?.passage.map(({ text }) => text).join('')).toBe(body);
    expect(marked(rows[0]?.passage ?? [])).toEqual(['hummed', 'whirlicog']);
  });

  test('of a thread that only its title tells is what solved it', async () => {
    const site = await newSite();
    await asked(site, 'Whirlicog', { body: 'It hums.', solution: 'Level the feet.' });
    const { rows } = await find(site.as(null), 'whirlicog');
    expect(rows[0]?.passage).toEqual([{ text: 'Level the feet.', marked: false }]);
  });

  test('marks what was typed wrong, and the title does', async () => {
    const site = await newSite();
    await asked(site, 'Whirlicog stuck', { body: 'My whirlicog is stuck.' });
    const { rows } = await find(site.as(null), 'whirlicgo');
    expect(marked(rows[0]?.passage ?? [])).toEqual(['whirlicog']);
    expect(marked(rows[0]?.heading ?? [])).toEqual(['Whirlicog']);
  });
});

describe('words in quotes', () => {
  test('stand together in a text or a title, word by word', async () => {
    const site = await newSite();
    await asked(site, 'Rail', { body: 'I sand the rail.' });
    await asked(site, 'The rail I sand', { body: 'The sand on the rail.' });
    await asked(site, 'Sand the rail', { body: 'How?' });
    const { rows, fellBack } = await find(site.as(null), '"sand the rail"');
    expect(new Set(rows.map(({ title }) => title))).toEqual(new Set(['Rail', 'Sand the rail']));
    expect(fellBack).toBeUndefined();
  });

  test('are looked for one by one where nobody has them so, and that is said', async () => {
    const site = await newSite();
    await asked(site, 'Whirlicog and rail');
    expect(await find(site.as(null), '"rail whirlicog"')).toMatchObject({
      fellBack: 'phrase',
      rows: [{ title: 'Whirlicog and rail' }],
    });
    expect(await search(site.as(null), { ...all, kind: undefined, typed: '"rail whirlicog"' })).toMatchObject(
      {
        fellBack: 'phrase',
      },
    );
    const nothing = await find(site.as(null), '"qwxzv zlorp"');
    expect(nothing).toMatchObject({ rows: [] });
    expect(nothing.fellBack).toBeUndefined();
  });
});

describe('pages', () => {
  test('have twenty results, each once, and end with the hundredth', async () => {
    const site = await newSite();
    await site.instance.db.write(async (tx) => {
      for (let number = 1; number <= 130; number += 1) {
        const title = `Whirlicog number ${number}`;
        const [thread] = await tx
          .insert(threads)
          .values({
            ...{
              locale: 'en',
              title,
              slug: 'x',
              body: 'x',
              html: '',
              renderedBy: 1,
              authorId: 'ana',
              submission: title,
            },
            ...{ createdAt: today, activeAt: today },
          })
          .returning({ id: threads.id });
        await indexThread(tx, thread?.id ?? 0);
      }
    });
    const ctx = site.as(null);
    const pages = await Promise.all([1, 2, 3, 4, 5].map((page) => find(ctx, 'whirlicog', { page })));
    expect(pages.map(({ rows, page, pages, total }) => [rows.length, page, pages, total])).toEqual(
      [1, 2, 3, 4, 5].map((page) => [20, page, 5, 100]),
    );
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ path }) => path))).size).toBe(100);
    const few = await find(ctx, 'whirlicog 77', { page: 5, product: 'cordless-drill-t18' });
    expect(few).toMatchObject({ rows: [], page: 1, pages: 1, total: 0 });
  });
});

describe('slips that only threads can mend', () => {
  const written = async (site: TestSite) => {
    await asked(site, 'Flibberdrawer gets stuck', { solution: 'Sand the rail.' });
  };

  test.each(['flibberdrawre', 'flibberdarwer', 'flibberdrwer', 'glibberdrawer', 'libberdrawer'])(
    '%s is flibberdrawer, and that is said',
    async (typed) => {
      const site = await newSite();
      await written(site);
      expect(await find(site.as(null), `${typed} stuck`)).toMatchObject({
        mended: 'flibberdrawer stuck',
        rows: [{ title: 'Flibberdrawer gets stuck' }],
      });
    },
  );

  test('are left alone when the words are to be as typed', async () => {
    const site = await newSite();
    await written(site);
    expect(await find(site.as(null), 'flibberdrawre', { exact: true })).toMatchObject({
      mended: undefined,
      rows: [],
    });
  });

  test('half a word finds the whole, and is no slip', async () => {
    const site = await newSite();
    await written(site);
    expect(await find(site.as(null), 'flibberd')).toMatchObject({
      mended: undefined,
      rows: [{ title: 'Flibberdrawer gets stuck' }],
    });
  });

  test('are spelled with their marks', async () => {
    const site = await newSite();
    await asked(site, 'Η φλιμπερόπορτα κολλάει', { locale: 'el' });
    expect(await find(site.as(null, { locale: 'el' }), 'φλιμπερπορτα')).toMatchObject({
      mended: 'φλιμπερόπορτα',
    });
  });

  test('a word that one person wrote once mends nobody’s', async () => {
    const site = await newSite();
    await asked(site, 'Stuck', { body: 'My flibberdrawre is stuck.' });
    expect(await find(site.as(null), 'flibberdrwre ')).toMatchObject({ mended: undefined, rows: [] });
    await asked(site, 'Stuck too', { body: 'So is my flibberdrawre.' });
    expect((await find(site.as(null), 'flibberdrwre ')).mended).toBe('flibberdrawre');
    await site.instance.db.write(async (tx) => {
      await tx.update(threads).set({ deletedAt: today }).where(eq(threads.title, 'Stuck too'));
      await indexThread(tx, 2);
    });
    expect(await find(site.as(null), 'flibberdrwre ')).toMatchObject({ mended: undefined, rows: [] });
  });

  test('nor is a word that articles have', async () => {
    const site = await newSite();
    await asked(site, 'Draim and drafn', { body: 'Draim.' });
    expect(await find(site.as(null), 'drain draim')).toMatchObject({ mended: undefined });
    expect((await search(site.as(null), { ...all, kind: undefined, typed: 'drain' })).mended).toBeUndefined();
  });

  test('codes are never mended into others', async () => {
    const site = await newSite();
    await asked(site, 'Display shows X9917');
    expect((await find(site.as(null), 'X9918')).rows).toEqual([]);
  });
});

describe('the box', () => {
  test('gets up to three threads and nothing else, solved ones first', async () => {
    const site = await newSite();
    for (const number of [1, 2, 3, 4]) await asked(site, `Washing machine will not drain, ${number}`);
    await asked(site, 'Washing machine keeps its water, will not drain', { solution: 'A sock.' });
    const rows = await suggest(site.as(null), 'washing machine will not drain', { kind: 'threads' });
    expect(rows.map(({ kind }) => kind)).toEqual(['threads', 'threads', 'threads']);
    expect(rows[0]?.title).toBe('Washing machine keeps its water, will not drain');
  });
});

test('a post that was taken away leaves no word behind in the vocabulary', async () => {
  const site = await newSite();
  const id = await asked(site, 'Secret', { solution: 'Call Xanthippe.' });
  await site.instance.db.write(async (tx) => {
    await tx.update(posts).set({ deletedAt: today });
    await indexThread(tx, id);
  });
  expect((await find(site.as(null), 'xanth')).rows).toEqual([]);
});
