import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkContent } from '#src/catalog/check.ts';
import { ContentError, describeProblem } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const leak = `---
title: Water under the machine
summary: Tighten the filter.
kind: troubleshooting
products: [washing-machine-w80]
topics: [drainage]
reviewed: 2026-10-12
owner: washing-team
revision: 2
---

Tighten the filter by hand.

## Cause

A loose filter.
`;
const leakInGreek = `---
title: Νερό κάτω από το πλυντήριο
summary: Σφίξτε το φίλτρο.
reviewed: 2026-10-12
source: 1
---

Σφίξτε το φίλτρο με το χέρι.

## Αιτία

Το φίλτρο έχει λασκάρει.
`;

/** A small content folder of the demo's products with one article, in English and Greek. */
function contentWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-content-'));
  folders.push(folder);
  for (const name of ['site.yaml', 'topics.yaml', 'products', 'figures'])
    cpSync(join('content', name), join(folder, name), { recursive: true });
  const all = { 'articles/en/leak.mdx': leak, 'articles/el/leak.mdx': leakInGreek, ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What an editor is told about such a folder, one line a problem. */
async function toldAbout(files: Record<string, string>): Promise<string[]> {
  const folder = contentWith(files);
  try {
    return (await checkContent(folder, await readContent(folder))).map(describeProblem);
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(describeProblem);
    throw error;
  }
}

/** What is said about the English article with this text instead of its own. */
const saidOf = (text: string) =>
  toldAbout({ 'articles/en/leak.mdx': leak.replace('A loose filter.\n', text) });
const saidOfField = (before: string, after: string) =>
  toldAbout({ 'articles/en/leak.mdx': leak.replace(before, after) });

describe('the content of the demo', () => {
  test('has nothing wrong with it', async () => {
    expect(await checkContent('content', await readContent('content'))).toEqual([]);
  });
});

describe('a sound article', () => {
  test('passes with every component it may use', async () => {
    const text = `Code <Code>E18</Code>, see [the cause](#cause) or [ask](/community/ask/?product=x).

<Callout kind="tip">

Use a towel.

</Callout>

<Figure name="w80-drain-filter" alt="The filter" caption="Filter (1)." />

<Steps>

1. Turn it off.

</Steps>

<Tabs>

<Tab label="W80">

One.

</Tab>

<Tab label="W80 Plus">

Two.

</Tab>

</Tabs>
`;
    expect(await saidOf(text)).toEqual([]);
  });
});

describe('fields', () => {
  test.each([
    ['a field that is missing', 'summary: Tighten the filter.\n', '', ':2 summary: is missing: add it'],
    ['a misspelt field', 'owner:', 'ownr:', ':8 ownr: is not a field'],
    ['an unknown kind', 'kind: troubleshooting', 'kind: riddle', ':4 kind: must be one of'],
    ['a bad date', '2026-10-12', 'yesterday', ':7 reviewed: must be a date'],
    ['an unknown product', 'washing-machine-w80', 'toaster', ':5 products: names "toaster"'],
    ['an unknown topic', '[drainage]', '[weather]', ':6 topics: names "weather"'],
    ['broken YAML', 'topics: [drainage]', 'topics: [drainage', ':7: is not valid YAML'],
    ['no frontmatter', '---\ntitle', 'title', ':1: has no frontmatter'],
  ])('%s', async (_what, before, after, said) => {
    expect((await saidOfField(before, after)).join('\n')).toContain(`articles/en/leak.mdx${said}`);
  });

  const recall = `kind: notice
notice:
  level: recall
  models: [W80]
  serials: ^W8[0P]25\\w{7}$
  example: W8025F004512
  published: 2026-11-16
`;
  test('of a notice: level, models, serial numbers and day', async () => {
    const kind = 'kind: troubleshooting\n';
    expect(await saidOfField(kind, recall)).toEqual([]);
    for (const [before, after, said] of [
      [recall, 'kind: notice\n', ':2 notice: is missing: say its level'],
      ['kind: notice', 'kind: howto', ':6 notice: belongs to articles of the kind notice'],
      ['level: recall', 'level: alarm', ':6 notice.level: must be one of recall, known-issue'],
      ['[W80]', '[T18]', ':5 notice: names "T18", which does not exist: use one of W80, W80 Plus'],
      ['^W8[', 'W8[', ':8 notice.serials: must be a regular expression'],
      ['  example: W8025F004512\n', '', ':6 notice.example: belongs to serials'],
      ['W8025F', 'W8026F', ':9 notice.example: does not fit its own pattern'],
      ['2026-11-16', '2026-02-31', ':10 notice.published: must be a date'],
    ] as const)
      expect((await saidOfField(kind, recall.replace(before, after))).join('\n')).toContain(
        `articles/en/leak.mdx${said}`,
      );
  });

  test('a translation of nothing, and one from the future', async () => {
    expect(await toldAbout({ 'articles/fr/fuite.mdx': leakInGreek })).toEqual([
      expect.stringMatching(/^articles\/fr\/fuite\.mdx:1: translates nothing/),
    ]);
    expect(
      await toldAbout({ 'articles/el/leak.mdx': leakInGreek.replace('source: 1', 'source: 3') }),
    ).toEqual([expect.stringMatching(/^articles\/el\/leak\.mdx:5 source: is 3/)]);
  });

  test('of the working days that promises are counted in', async () => {
    const site = readFileSync('content/site.yaml', 'utf8')
      .replace('Europe/Stockholm', 'Mars/Olympus')
      .replace('[monday, ', '[moonday, ')
      .replace('2026-12-24', '2026-02-31');
    const line = site.split('\n').findIndex((text) => text.startsWith('working:')) + 1;
    const told = await toldAbout({ 'site.yaml': site });
    expect(told.map((text) => text.replaceAll('\n', ' '))).toEqual([
      expect.stringMatching(new RegExp(`site.yaml:${line + 1}.*timeZone.*Europe/Stockholm`)),
      expect.stringMatching(new RegExp(`site.yaml:${line + 2}.*days.*monday, tuesday`)),
      expect.stringMatching(new RegExp(`site.yaml:${line + 3}.*closed.*such as 2026-10-12`)),
    ]);
  });

  test('every problem of every file is told at once', async () => {
    const problems = await toldAbout({
      'articles/en/leak.mdx': leak.replace('kind: troubleshooting', 'kind: riddle'),
      'products/washing-machine-w80.yaml': readFileSync('content/products/washing-machine-w80.yaml', 'utf8')
        .replace('models: [W80, W80 Plus]', 'models: []')
        .replace('drawing:', 'picture:'),
    });
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      'products/washing-machine-w80.yaml',
      'products/washing-machine-w80.yaml',
      'products/washing-machine-w80.yaml',
      'articles/en/leak.mdx',
    ]);
  });
});

describe('text', () => {
  test.each([
    ['a component left open', '<Callout kind="tip">\n\nText\n', ':16 text: cannot be read as MDX'],
    ['a lone bracket', 'Heat to <60 degrees.\n', ':16 text: cannot be read as MDX'],
    ['an unknown component', '<Video name="x" />\n', ':16 <Video>: is no component: use Steps'],
    ['raw HTML', '<div>\n\nx\n\n</div>\n', ':16 <div>: is HTML'],
    ['a script', '<script src="x.js" />\n', ':16 <script>: is HTML'],
    ['an import', "import x from 'y'\n", ':16 import: is not needed'],
    ['code', 'It costs {1 + 1} euros.\n', ':16 {1 + 1}: is code'],
    ['a second title', '# Title\n', ':16 heading "Title": is a title'],
    ['a heading that skips a level', '#### Deep\n', ':16 heading "Deep": skips a level: use ###'],
    ['an image without its component', '![filter](filter.png)\n', ':16 image: must be a drawing'],
    [
      'an unknown callout',
      '<Callout kind="joke">\n\nx\n\n</Callout>\n',
      ':16 <Callout> kind: must be one of danger',
    ],
    ['an empty callout', '<Callout kind="tip"></Callout>\n', ':16 <Callout>: is empty'],
    [
      'a drawing without words',
      '<Figure name="w80-drain-filter" />\n',
      ':16 <Figure> alt: is missing: say what',
    ],
    [
      'a drawing with empty words',
      '<Figure name="w80-drain-filter" alt="" />\n',
      ':16 <Figure> alt: is empty',
    ],
    [
      'a drawing that is not there',
      '<Figure name="moon" alt="x" />\n',
      ':16 <Figure> name: names figures/moon.svg',
    ],
    [
      'an unknown attribute',
      '<Figure name="w80-drain-filter" alt="x" size="9" />\n',
      ':16 <Figure> size: is no attribute',
    ],
    [
      'an attribute of code',
      '<Figure name={x} alt="x" />\n',
      ':16 <Figure>: has an attribute that is not text',
    ],
    ['steps without numbers', '<Steps>\n\n- One.\n\n</Steps>\n', ':16 <Steps>: must hold one numbered list'],
    [
      'a single tab',
      '<Tabs>\n\n<Tab label="A">\n\nx\n\n</Tab>\n\n</Tabs>\n',
      ':16 <Tabs>: must hold two or more',
    ],
    ['a tab on its own', '<Tab label="A">\n\nx\n\n</Tab>\n', ':16 <Tab>: must stand inside <Tabs>'],
  ])('%s', async (_what, text, said) => {
    const problems = await saidOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`articles/en/leak.mdx${said}`);
  });

  test('an article that begins with a heading instead of the answer', async () => {
    expect(await saidOfField('Tighten the filter by hand.\n', '')).toEqual([
      expect.stringContaining('articles/en/leak.mdx:13 text: must begin with the answer'),
    ]);
  });
});

describe('links', () => {
  test.each([
    ['to no article', '/articles/moon/', 'names no article'],
    [
      'to no anchor',
      '/articles/leak/#tools',
      'names an anchor that articles/en/leak.mdx does not have: use one of #cause',
    ],
    ['to no anchor of its own', '#tools', 'names an anchor'],
    ['to no product', '/products/toaster/', 'names no product'],
    ['to no page', '/shop/', 'leads to no page'],
    ['without the last slash', '/articles/leak', 'must end in a slash'],
    ['with a language', '/en/articles/leak/', 'names a language'],
    ['that is relative', 'leak/', 'leads nowhere'],
    ['to a script', 'javascript:alert(1)', 'leads nowhere'],
    ['to a stranger without a scheme', '//example.com/', 'leads nowhere'],
  ])('%s', async (_what, url, said) => {
    expect(await saidOf(`See [this](${url}).\n`)).toEqual([
      expect.stringContaining(`articles/en/leak.mdx:16 link ${url}: ${said}`),
    ]);
  });

  test('an anchor is looked for in the language of the reader', async () => {
    const said = await toldAbout({
      'articles/el/leak.mdx': `${leakInGreek}\n[σωστό](#αιτία) [λάθος](/articles/leak/#cause)\n`,
    });
    expect(said).toEqual([
      expect.stringContaining('articles/el/leak.mdx:14 link /articles/leak/#cause: names an anchor'),
    ]);
  });

  test('an untranslated article is looked for in English', async () => {
    const other = leak.replace('Cause', 'Tools');
    const greek = `${leakInGreek}\n[εργαλεία](/articles/other/#tools)\n`;
    expect(await toldAbout({ 'articles/en/other.mdx': other, 'articles/el/leak.mdx': greek })).toEqual([]);
  });
});

describe('drawings', () => {
  const saidOfDrawing = (inside: string) =>
    toldAbout({
      'figures/x.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n${inside}\n</svg>`,
    });

  test.each([
    [
      'a style',
      '<path style="fill:red" d="M0 0"/>',
      'figures/x.svg:2 style: may not be in a drawing: use attributes',
    ],
    ['a style sheet', '<style>path{fill:red}</style>', 'figures/x.svg:2 <style>: may not be'],
    ['a script', '<script>1</script>', 'figures/x.svg:2 <script>: may not be'],
    ['an id', '<g id="a"/>', 'figures/x.svg:2 id: may not be in a drawing: remove it'],
    ['an event', '<g onclick="x()"/>', 'figures/x.svg:2 onclick: may not be'],
    ['an embedded page', '<foreignObject/>', 'figures/x.svg:2 <foreignObject>: may not be'],
    [
      'a picture from elsewhere',
      '<image href="https://example.com/a.png"/>',
      'figures/x.svg:2 <image>: may not be',
    ],
    ['words of its own', '<title>x</title>', 'figures/x.svg:2 <title>: may not be'],
    ['a tag left open', '<g>', 'is not well-formed SVG'],
    ['too much weight', `<path d="${'M0 0'.repeat(3_000)}"/>`, 'figures/x.svg:1: weighs'],
  ])('%s', async (_what, inside, said) => {
    expect((await saidOfDrawing(inside))[0]).toContain(said);
  });
});
