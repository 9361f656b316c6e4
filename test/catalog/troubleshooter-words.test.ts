import { describe, expect, test } from 'vitest';
import { readContent } from '#src/catalog/read.ts';
import { readableTree } from '#src/catalog/troubleshooters.ts';
import {
  atGreek,
  contentWith,
  english,
  greek,
  lineOf,
  saidOf,
  saidOfGreek,
  toldAbout,
} from './tree-support.ts';

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
