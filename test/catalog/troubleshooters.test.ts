import { describe, expect, test } from 'vitest';
import { readContent } from '#src/catalog/read.ts';
import { readableTree } from '#src/catalog/troubleshooters.ts';
import { at, contentWith, english, greek, lineOf, saidOf, toldAbout } from './tree-support.ts';

describe('a sound troubleshooter', () => {
  test('is read in both languages, its questions and answers as data', async () => {
    expect(await toldAbout({ 'troubleshooters/el/leak.mdx': greek })).toEqual([]);
    const folder = contentWith({ 'troubleshooters/el/leak.mdx': greek });
    const [tree] = (await readContent(folder)).catalog.troubleshooters;
    expect(tree?.nodes[0]).toEqual({
      id: 'drip',
      answers: [
        { to: 'filter', unsure: false },
        { to: 'ask-us', unsure: true },
        { to: 'dry', unsure: false },
      ],
    });
    expect(tree?.nodes.find(({ id }) => id === 'new-filter')?.ending).toEqual({
      kind: 'part',
      part: 'pump-filter',
    });
    const words = tree && readableTree(tree, 'el');
    expect(words?.headings['drip']).toBe('Στάζει;');
    expect(words?.answers['drip']).toEqual(['Yes, by the filter', '', 'No']);
    expect([words?.untranslated, words?.stale]).toEqual([false, false]);
  });
});

describe('a tree that cannot be walked is refused with file, line and cure', () => {
  test('a dead end', async () => {
    const answers = '<Answer to="new-filter">Yes</Answer>\n<Answer to="tighten">No</Answer>\n';
    const [first] = await saidOf(answers, '');
    expect(first).toBe(
      `${at('<Step id="filter">')} <Step id="filter">: is a dead end: add <Answer to="…">…</Answer>, or make it an <Outcome kind="…">`,
    );
  });

  test('an answer to a step that does not exist', async () => {
    const said = await saidOf('<Answer to="dry">', '<Answer to="drty">');
    expect(said[0]).toContain(`${at('<Answer to="dry">')} <Answer> to: names "drty", which does not exist`);
    expect(said[0]).toContain('use one of drip, filter, ask-us, dry');
  });

  test('a loop', async () => {
    const said = await saidOf('<Answer to="tighten">No</Answer>', '<Answer to="drip">No</Answer>');
    expect(said[0]).toBe(
      `${at('<Answer to="tighten">')} <Answer> to: leads back to "drip", round and round (drip → filter → drip): lead onward`,
    );
  });

  test('two ways to one step', async () => {
    const said = await saidOf('<Answer to="tighten">No</Answer>', '<Answer to="dry">No</Answer>');
    expect(
      said.some((line) => /leads to "dry", as line \d+ does: each step has one way to it/.test(line)),
    ).toBe(true);
  });

  test('a step or an outcome that no answer leads to', async () => {
    const lost = `${english}\n<Outcome id="lost" kind="solved">\n\n## Lost\n\nNobody comes here.\n\n</Outcome>\n`;
    expect(await toldAbout({ 'troubleshooters/en/leak.mdx': lost })).toEqual([
      `${at('<Outcome id="lost"', lost)} id lost: is reached by no answer: lead one here, or remove it`,
    ]);
  });

  test('a leaf without an outcome, or with one of no known kind', async () => {
    const [without] = await saidOf('id="dry" kind="solved"', 'id="dry"');
    expect(without).toBe(
      `${at('<Outcome id="dry"')} <Outcome> kind: must say how it ends: one of solved, article, part, centre, ask`,
    );
    const [other] = await saidOf('id="dry" kind="solved"', 'id="dry" kind="phone"');
    expect(other).toContain(`${at('<Outcome id="dry"')} <Outcome> kind: must say how it ends`);
  });

  test('an id given twice', async () => {
    const said = await saidOf('<Outcome id="dry"', '<Outcome id="filter"');
    expect(said[0]).toBe(
      `${at('<Outcome id="dry"')} id filter: is the id of line ${lineOf(english, '<Step id="filter">')} already: choose another`,
    );
  });

  test('a question with one answer, and the same answer twice', async () => {
    const [one] = await saidOf('<Answer to="tighten">No</Answer>\n', '');
    expect(one).toContain(`${at('<Step id="filter">')} <Step id="filter">: has only one answer`);
    const [twice] = await saidOf('<Answer to="tighten">No', '<Answer to="tighten">Yes');
    expect(twice).toContain(`${at('<Answer to="tighten">')} <Answer>: says "Yes" a second time`);
  });

  test('no question at all, or an outcome before it', async () => {
    const empty = english.slice(0, english.indexOf('<Before>'));
    expect(await toldAbout({ 'troubleshooters/en/leak.mdx': empty })).toEqual([
      expect.stringContaining('has no <Step id="…">: write the first question'),
    ]);
    const outcome = '<Outcome id="early" kind="solved">\n\n## Early\n\nDone.\n\n</Outcome>\n\n';
    const [said] = await saidOf('<Step id="drip">', `${outcome}<Step id="drip">`);
    expect(said).toContain('<Outcome>: comes first: begin with the <Step> that everybody is asked');
  });
});

describe('an outcome may only name what exists', () => {
  test.each([
    ['kind="article" article="leak"', 'kind="article" article="leek"', 'names the article "leek"'],
    [
      'part="pump-filter"',
      'part="door-seal"',
      'names the part "door-seal", which washing-machine-w80 does not have: use one of pump-filter',
    ],
    ['topic="drainage">', 'topic="drains">', 'names the topic "drains"'],
  ])('%s', async (before, after, told) => {
    const [said] = await saidOf(before, after);
    expect(said).toContain(`${at(before)} <Outcome>: ${told}`);
  });

  test.each([
    ['products: [washing-machine-w80]', 'products: [w90]', 'products: names "w90"'],
    ['topics: [drainage]', 'topics: [drains]', 'topics: names "drains"'],
    ['article: leak', 'article: leek', 'article: names "leek"'],
  ])('and so may the front matter: %s', async (before, after, told) => {
    const said = await saidOf(before, after);
    expect(said.some((line) => line.startsWith(`${at(before)} ${told}`))).toBe(true);
  });
});
