import { describe, expect, test } from 'vitest';
import { readable } from '#src/catalog/catalog.ts';
import { locales } from '#src/i18n/locales.ts';
import { content, found, searches } from './support.ts';

describe('people find the right article first', () => {
  test.each([
    ['el', 'εγγυηση', 'what-the-warranty-covers'],
    ['el', 'ΕΓΓΎΗΣΗΣ', 'what-the-warranty-covers'],
    ['el', 'τι καλυπτει η εγγυηση', 'what-the-warranty-covers'],
    ['el', 'πλυντηριο δεν αδειαζει', 'washing-machine-will-not-drain'],
    ['sv', 'garantin', 'what-the-warranty-covers'],
    ['sv', 'tvattmaskin pumpar inte', 'washing-machine-will-not-drain'],
    ['hu', 'hutoszekreny', 'fridge-not-cold-enough'],
    ['hu', 'jotallas', 'what-the-warranty-covers'],
    ['hu', 'garantia', 'what-the-warranty-covers'],
    ['es', 'garantia', 'what-the-warranty-covers'],
    ['fr', 'réfrigerateur', 'fridge-not-cold-enough'],
    ['fr', 'réfrigerateur pas froid', 'fridge-not-cold-enough'],
    ['fr', 'l’eau ne s’évacue pas lave-linge', 'washing-machine-will-not-drain'],
    ['en', 'wont drian', 'washing-machine-will-not-drain'],
    ['en', 'transprot blots', 'install-your-washing-machine'],
    ['en', 'warra', 'what-the-warranty-covers'],
    ['en', 'desca', 'descale-the-espresso-machine'],
  ] as const)('%s: %s', async (locale, typed, slug) => {
    expect((await found(locale, typed))[0]).toBe(slug);
  });

  test.each([
    ['sv', 'ånger rätt', 'returns-and-exchanges'],
    ['sv', 'transport säkringar', 'install-your-washing-machine'],
    ['hu', 'mosó gép ajtó', 'washing-machine-door-will-not-open'],
  ] as const)('%s: %s, which is one word', async (locale, typed, slug) => {
    expect((await found(locale, typed))[0]).toBe(slug);
  });

  test('a keyword typed as its editor wrote it leads to its article', async () => {
    const { hits } = await searches.sv.search('öppet köp');
    expect(hits[0]?.card.slug).toBe('returns-and-exchanges');
    expect(hits[0]?.strength).toBeGreaterThan(0.5);
    expect(hits[0]?.strength).toBeLessThan(1);
  });

  test('készülékek finds articles that say készülék', async () => {
    expect((await found('hu', 'készülékek')).length).toBeGreaterThan(2);
    expect(await found('hu', 'keszulekek')).toEqual(await found('hu', 'készülékek'));
  });

  test.each(locales)(
    'every title finds its own article in %s, with and without its marks',
    async (locale) => {
      for (const article of content.catalog.articles) {
        const { slug } = article;
        const { title } = readable(article, locale);
        expect({ title, first: (await found(locale, title))[0] }).toEqual({ title, first: slug });
        const bare = title.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
        expect({ bare, first: (await found(locale, bare))[0] }).toEqual({ bare, first: slug });
      }
    },
  );
});

describe('codes and models', () => {
  test.each(locales)('E18 leads to the article that treats it in %s, however it is typed', async (locale) => {
    for (const typed of ['E18', 'e18', 'E 18', 'E-18', 'error E18!', 'Ε18', 'W80 E18'])
      expect({ typed, first: (await found(locale, typed))[0] }).toEqual({
        typed,
        first: 'washing-machine-will-not-drain',
      });
  });

  test.each([
    ['E41', 'washing-machine-door-will-not-open'],
    ['E22', 'washing-machine-shakes-or-walks'],
    ['H1', 'fridge-not-cold-enough'],
    ['C2', 'espresso-machine-gives-no-water'],
    ['4×', 'battery-does-not-charge'],
    ['4x', 'battery-does-not-charge'],
  ])('%s leads to %s', async (code, slug) => {
    expect((await found('en', code))[0]).toBe(slug);
  });

  test('a hit says which code it was found by, as the display writes it', async () => {
    expect((await searches.en.search('my w80 shows e18')).hits[0]).toMatchObject({ code: 'E18' });
    expect((await searches.en.search('battery')).hits[0]?.code).toBeUndefined();
  });

  test('a code that does not exist is not mended into one that does', async () => {
    expect((await searches.en.search('E19')).question.mended).toBeUndefined();
    expect(await found('en', 'E19')).toEqual([]);
  });

  test.each([
    ['W80', 'washing-machine-w80'],
    ['w80 plus', 'washing-machine-w80'],
    ['W80+', 'washing-machine-w80'],
    ['K340', 'fridge-freezer-k340'],
    ['Κ340', 'fridge-freezer-k340'],
    ['k340 nofrost', 'fridge-freezer-k340'],
    ['C3 Duo', 'espresso-machine-c3'],
    ['T18', 'cordless-drill-t18'],
    ['t18 impact', 'cordless-drill-t18'],
  ])('the model %s leads to articles about its product alone', async (model, product) => {
    for (const locale of locales)
      expect((await searches[locale].search(model)).hits[0]?.card.products).toEqual([product]);
  });
});

describe('anything may be typed', () => {
  const odd = ['', ' ', '"', ':', '^', '*', '~', '+', '-', '(', "'", '’', '\u0000', '\ud800', '😀', '%'];

  test.each(locales)('signs are no syntax in %s', async (locale) => {
    for (const typed of [
      ...odd,
      'foo:',
      'a^',
      'error: 0x80',
      '__proto__',
      'constructor',
      'a'.repeat(10_000),
      'drain '.repeat(2_000),
      'ς'.repeat(500),
    ])
      await expect(searches[locale].search(typed)).resolves.toBeDefined();
    for (const typed of odd) expect(await found(locale, typed)).toEqual([]);
  });

  test('of 10,000 characters the first words are searched, and it is said', async () => {
    const { question, hits } = await searches.en.search(
      `washing machine will not drain ${'and so on '.repeat(1_000)}`,
    );
    expect(hits[0]?.card.slug).toBe('washing-machine-will-not-drain');
    expect(question.cut).toBe(true);
    expect(question.text.length).toBeLessThanOrEqual(200);
  });

  test('words that no article has find nothing, and take nothing from those beside them', async () => {
    expect(await found('en', 'zzqxv blorptak')).toEqual([]);
    expect((await found('en', 'warranty abroad'))[0]).toBe('what-the-warranty-covers');
    expect(await found('en', 'fridge beeping')).toContain('fridge-is-noisy');
  });
});

describe('slips of the keys', () => {
  test('are mended, and said', async () => {
    expect((await searches.en.search('frige not clod ')).question.mended).toBe('fridge not cold');
    expect((await searches.el.search('πλιντηριο ')).question.mended).toBe('πλυντήριο');
    expect((await searches.en.search('warrenty claim')).question.mended).toBe('warranty claim');
  });

  test('another form of a word is none, nor is half a word', async () => {
    expect((await searches.en.search('drained ')).question.mended).toBeUndefined();
    expect((await searches.en.search('washin')).question.mended).toBeUndefined();
    expect((await searches.hu.search('rendeltem ')).question.mended).toBeUndefined();
    expect((await searches.sv.search('garantins ')).question.mended).toBeUndefined();
  });
});

test('a product or a kind narrows the results', async () => {
  const { hits } = await searches.en.search('warranty', { product: 'espresso-machine-c3', kind: 'warranty' });
  expect(hits.length).toBeGreaterThan(0);
  for (const { card } of hits)
    expect(card).toMatchObject({
      kind: 'warranty',
      products: expect.arrayContaining(['espresso-machine-c3']),
    });
});

test('a hyphen behind the first letters makes no difference', async () => {
  expect((await found('en', 'email'))[0]).toBe('contact-us');
  expect((await found('en', 'e-mail'))[0]).toBe('contact-us');
});

describe('passages', () => {
  test('are of text, with the rows of a table read as a sentence', async () => {
    const { question, hits } = await searches.en.search('e18 drain');
    for (const hit of hits) {
      const text = (await searches.en.passage(hit, question)).map((piece) => piece.text).join('');
      expect(text).not.toContain('|');
    }
  });

  test('words in quotes must stand there as they are, wherever lines end', async () => {
    const { hits, withoutPhrase } = await searches.en.search('"transport bolts"');
    expect(withoutPhrase).toBe(false);
    expect(hits.length).toBeGreaterThan(0);
    const apart = await searches.en.search('"bolts transport"');
    expect(apart.withoutPhrase).toBe(true);
    expect(apart.hits.length).toBeGreaterThan(0);
  });
});
