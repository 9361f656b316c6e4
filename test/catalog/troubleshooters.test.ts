import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkContent } from '#src/catalog/check.ts';
import { ContentError, describeProblem } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';
import { readableTree } from '#src/catalog/troubleshooters.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const english = `---
title: Water under the machine
summary: Two questions.
products: [washing-machine-w80]
topics: [drainage]
article: leak
reviewed: 2026-11-16
owner: washing-team
revision: 2
---

<Before>

Have a towel at hand.

</Before>

<Step id="drip">

## Does it drip?

Look under the flap.

<Answer to="filter">Yes, by the filter</Answer>
<CannotTell to="ask-us" />
<Answer to="dry">No</Answer>

</Step>

<Step id="filter">

## Is the filter torn?

<Answer to="new-filter">Yes</Answer>
<Answer to="tighten">No</Answer>

</Step>

<Outcome id="ask-us" kind="ask" topic="drainage">

## Ask

Take a photo.

</Outcome>

<Outcome id="dry" kind="solved">

## All is dry

Nothing to do.

</Outcome>

<Outcome id="new-filter" kind="part" part="pump-filter">

## Order a filter

Do not wash until it is in.

</Outcome>

<Outcome id="tighten" kind="article" article="leak">

## Tighten it

By hand, [as told](/articles/leak/).

</Outcome>
`;

const greek = english
  .replace(/title: .*/, 'title: Νερά κάτω από το πλυντήριο')
  .replace(/products:[\s\S]*?article: leak\n/, '')
  .replace('owner: washing-team\nrevision: 2', 'source: 2')
  .replace('Does it drip?', 'Στάζει;');

const article = `---
title: Water under the machine
summary: Tighten the filter.
kind: troubleshooting
products: [washing-machine-w80]
topics: [drainage]
reviewed: 2026-10-12
owner: washing-team
---

Tighten the filter by hand.
`;

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

function contentWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-trees-'));
  folders.push(folder);
  for (const name of ['site.yaml', 'topics.yaml', 'products', 'figures'])
    cpSync(join('content', name), join(folder, name), { recursive: true });
  const all = { 'articles/en/leak.mdx': article, 'troubleshooters/en/leak.mdx': english, ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function toldAbout(files: Record<string, string>): Promise<string[]> {
  const folder = contentWith(files);
  try {
    return (await checkContent(folder, await readContent(folder))).map(describeProblem);
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(describeProblem);
    throw error;
  }
}

/** What is said of the English troubleshooter with one part of it written otherwise. */
const saidOf = (before: string, after: string) =>
  toldAbout({ 'troubleshooters/en/leak.mdx': english.replace(before, after) });
/** The same of the Greek one. */
const saidOfGreek = (before: string, after: string) =>
  toldAbout({ 'troubleshooters/el/leak.mdx': greek.replace(before, after) });
const at = (part: string, text = english) => `troubleshooters/en/leak.mdx:${lineOf(text, part)}`;
const atGreek = (part: string, text = greek) => `troubleshooters/el/leak.mdx:${lineOf(text, part)}`;

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

describe('how it is written', () => {
  test.each([
    [
      'text outside of every step',
      '<Step id="drip">',
      'Stray.\n\n<Step id="drip">',
      'text: must stand inside <Before>, <Step> or <Outcome>',
    ],
    [
      'a step without a question',
      '## Is the filter torn?\n',
      '',
      '<Step>: must begin with its question as a heading',
    ],
    ['a second heading', 'Take a photo.', '## More\n\nTake a photo.', 'heading "More": is one too many'],
    [
      'a number of the terms in a question',
      'Is the filter torn?',
      'Is it <Policy of="x" field="y" /> old?',
      '<Policy>: may not be in a question',
    ],
    ['an empty answer', '>Yes, by the filter<', '><', '<Answer>: is empty'],
    [
      'an answer within a sentence',
      '\n<Answer to="dry">No',
      '\nOr: <Answer to="dry">No',
      '<Step>: has an answer or a step within its text',
    ],
    [
      'an answer of an outcome',
      'Take a photo.',
      'Take a photo.\n\n<Answer to="dry">Yes</Answer>',
      '<Answer>: stands outside of a <Step>',
    ],
    [
      'words for "I cannot tell"',
      '<CannotTell to="ask-us" />',
      '<CannotTell to="ask-us">Hm</CannotTell>',
      '<CannotTell>: holds nothing',
    ],
    ['an outcome that says nothing', 'Take a photo.\n', '', '<Outcome>: is empty'],
    [
      'an id that is no id',
      'id="drip"',
      'id="Drip it"',
      '<Step> id: must be lower-case words joined by hyphens',
    ],
    ['an id that an address uses', 'id="drip"', 'id="all"', '<Step> id: may not be "all"'],
    [
      'an attribute of another kind',
      'kind="solved"',
      'kind="solved" part="x"',
      '<Outcome> part: is no attribute of this component',
    ],
    ['a component that is none', 'Take a photo.', '<Video />', '<Video>: is no component'],
    ['HTML', 'Take a photo.', '<b>Take</b> a photo.', '<b>: is HTML'],
    [
      'a link to nowhere',
      '](/articles/leak/)',
      '](/articles/leek/)',
      'link /articles/leek/: names no article',
    ],
    ['a link within the page', '](/articles/leak/)', '](#dry)', 'link #dry: leads nowhere'],
    ['an unknown field', 'owner:', 'onwer: x\nowner:', 'onwer: is not a field of this kind of file'],
    [
      'an unclosed step',
      '</Step>\n\n<Step id="filter">',
      '<Step id="filter">',
      'text: cannot be read as MDX',
    ],
  ])('%s is told', async (_, before, after, told) => {
    const said = await saidOf(before, after);
    expect(said.join('\n')).toContain(told);
    expect(said[0]).toMatch(/^troubleshooters\/en\/leak\.mdx:\d+ /);
  });
});

describe('a translation', () => {
  test('leads its readers the same way', async () => {
    const [step] = await saidOfGreek('id="filter"', 'id="filtro"');
    expect(step).toContain('id filter: is missing: translate it from line');
    expect(await saidOfGreek('<Answer to="dry">No', '<Answer to="filter">No')).toEqual([
      `${atGreek('<Answer to="dry">')} <Answer to="filter">: must be <Answer to="dry"> here, as on line ${lineOf(english, '<Answer to="dry">')} in English`,
    ]);
    expect(await saidOfGreek('part="pump-filter"', 'part="pump"')).toEqual([
      `${atGreek('<Outcome id="new-filter"')} id new-filter: ends otherwise than in English: copy its tag from line ${lineOf(english, '<Outcome id="new-filter"')}`,
    ]);
    const [before] = await saidOfGreek('<Before>\n\nHave a towel at hand.\n\n</Before>\n\n', '');
    expect(before).toContain('<Before>: is missing');
  });

  test('cannot be newer than its source, nor without one', async () => {
    expect(await saidOfGreek('source: 2', 'source: 3')).toEqual([
      `${atGreek('source: 2')} source: is 3, but the English troubleshooter is at revision 2`,
    ]);
    const [said] = await toldAbout({ 'troubleshooters/hu/other.mdx': greek });
    expect(said).toContain('translates nothing: troubleshooters/en/other.mdx does not exist');
  });

  test('of an earlier revision is shown as stale, or gives way to English once it asks other questions', async () => {
    const read = async (text: string) => {
      const { catalog } = await readContent(contentWith({ 'troubleshooters/el/leak.mdx': text }));
      const [tree] = catalog.troubleshooters;
      return tree && readableTree(tree, 'el');
    };
    const older = greek.replace('source: 2', 'source: 1');
    expect(await read(older)).toMatchObject({ stale: true, untranslated: false });
    const other = older.replaceAll('"ask-us"', '"ask-them"');
    expect(await read(other)).toMatchObject({ stale: false, untranslated: true, locale: 'en' });
  });
});
