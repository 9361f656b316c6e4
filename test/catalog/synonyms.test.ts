import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ContentError } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';
import { locales } from '#src/i18n/locales.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The demo's products without articles, and these files of synonyms. */
function contentWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-synonyms-'));
  folders.push(folder);
  for (const name of ['site.yaml', 'topics.yaml', 'products', 'figures'])
    cpSync(join('content', name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'synonyms'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'synonyms', name), text);
  return folder;
}

const read = async (files: Record<string, string>) => (await readContent(contentWith(files))).synonyms;

/** What an editor is told about this file of English synonyms, one line a problem. */
async function toldAbout(text: string, name = 'en.yaml'): Promise<string> {
  try {
    await read({ [name]: text });
    return '';
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
}

describe('synonyms that are sound', () => {
  test('mean each other, or lead one way', async () => {
    const { en } = await read({
      'en.yaml': `# What customers say
- same: [washer, washing machine]
- typed: [frige, fridge freezer combi]
  means: [fridge]
- same: [112, emergency]
`,
    });
    expect(en).toEqual([
      { words: ['washer', 'washing machine'] },
      { words: ['frige', 'fridge freezer combi'], means: ['fridge'] },
      { words: ['112', 'emergency'] },
    ]);
  });

  test('are none where there is no file, or only remarks', async () => {
    const none = Object.fromEntries(locales.map((locale) => [locale, []]));
    expect(await read({})).toEqual(none);
    expect(await read({ 'el.yaml': '# later\n' })).toEqual(none);
  });

  test('may hold a word once in "same" and once in "typed"', async () => {
    expect(await toldAbout('- same: [tub, drum]\n- typed: [tub]\n  means: [margarine box]\n')).toBe('');
  });

  test('are written for the demo in every language', async () => {
    const { synonyms } = await readContent('content');
    for (const locale of locales) expect(synonyms[locale].length, locale).toBeGreaterThanOrEqual(20);
  });
});

describe('an editor is told of', () => {
  test.each([
    ['one word alone', '- same: [washer]', ':1 0.same: needs two words or more'],
    ['an empty word', '- same: [washer, ""]', ':1 0.same.1: must not be empty'],
    [
      'a word of nothing',
      '-\n  typed:\n    - "?!"\n  means: [help]',
      ':3 0.typed.0: names "?!", which has no letter',
    ],
    ['a gap', '- same:\n  - washer\n  -\n', ':3 0.same.1: must be a word'],
    [
      'a whole sentence',
      '- same: [loo, a very small room]',
      ':1 0.same.1: names "a very small room", 4 words',
    ],
    ['a word twice', '- same: [kylskåp, Kylskap]', ':1 0.same.1: names "Kylskap" twice'],
    ['a hyphen that makes no difference', '- same: [e-mail, e mail]', 'names "e mail" twice'],
    [
      'a word on both sides',
      '- typed: [frige]\n  means: [fridge, frige]',
      ':2 0.means.1: names "frige", which is typed',
    ],
    [
      'a word of an earlier entry',
      '- same: [a, b]\n- same: [c, B]',
      ':2 1.same.1: names "B", which entry 1 has',
    ],
    [
      'a typed word of an earlier entry',
      '- typed: [a]\n  means: [b]\n- typed: [a]\n  means: [c]',
      ':3 1.typed.0: names "a"',
    ],
    ['a half entry', '- typed: [frige]', ':1 0.typed: has no "means"'],
    ['the other half', '- means: [fridge]', ':1 0.means: has no "typed"'],
    ['both kinds at once', '- same: [a, b]\n  means: [c]', ':1 0: has "same" beside'],
    ['an entry of nothing', '- {}', ':1 0: needs "same", or "typed"'],
    ['an empty list', '- typed: []\n  means: [a]', ':1 0.typed: is empty'],
    ['a misspelt field', '- same: [a, b]\n  sane: [c]', ':2 0.sane: is not a field'],
    ['a word where a list belongs', '- same: washer', ':1 0.same: must be a list such as'],
    ['words without a field', '- washer', ':1 0: must be an entry'],
    ['a file that is no list', 'same: [a, b]', ':1: must be a list'],
    ['broken YAML', '- same: [a, b', 'is not valid YAML'],
  ])('%s', async (_what, text, said) => {
    const told = await toldAbout(`${text}\n`);
    expect(told.split('\n')).toEqual([expect.stringContaining(said)]);
    expect(told).toMatch(/^synonyms\/en\.yaml:/);
  });

  test('a file for no language', async () => {
    expect(await toldAbout('- same: [a, b]\n', 'de.yaml')).toMatch(
      /^synonyms\/de\.yaml:1: is named after none/,
    );
  });
});
