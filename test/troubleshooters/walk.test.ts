import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toString } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { parseBody } from '#src/catalog/body.ts';
import { readContent } from '#src/catalog/read.ts';
import { readableTree } from '#src/catalog/troubleshooters.ts';
import { sayAmount } from '#src/catalog/say-number.ts';
import { locales } from '#src/i18n/locales.ts';
import { listedPages } from '#src/articles/sitemap.ts';
import { drawingFile, drawTree } from '#src/troubleshooters/drawing.ts';
import { actionsAt } from '#src/troubleshooters/next.ts';
import { answersOf, askAboutPath, placeIn, questionsFrom, treePath } from '#src/troubleshooters/walk.ts';

const { catalog } = await readContent('content');
const named = (slug: string) => {
  const tree = catalog.troubleshooters.find((one) => one.slug === slug);
  if (!tree) throw new Error(`no ${slug}`);
  return tree;
};
const drain = named('washing-machine-will-not-drain');
const english = readableTree(drain, 'en');
const everyPlace = catalog.troubleshooters.flatMap((tree) =>
  locales.flatMap((locale) => {
    const readable = readableTree(tree, locale);
    return tree.nodes.map(({ id }) => ({ locale, readable, place: placeIn(readable, id) }));
  }),
);

describe('where a reader stands', () => {
  test('the id of a step tells the answers that led there', () => {
    const place = placeIn(english, 'impeller');
    expect(place.given.map(({ question, answer }) => [question, answer])).toEqual([
      ['What do you hear when the machine should drain?', 'The pump hums, but the water stays'],
      ['Does the water leave once the drain hose lies straight?', 'No, or the hose lay well from the start'],
      ['What did you find in the pump filter?', 'It was clean, or cleaning it did not help'],
    ]);
    expect([place.number, place.most]).toEqual([4, 5]);
  });

  test('a question is never numbered above the most there can be, and the most never grows on the way', () => {
    for (const { readable, place } of everyPlace) {
      if (place.node.ending) continue;
      expect(place.number).toBeLessThanOrEqual(place.most);
      for (const { to } of answersOf(readable, place.node)) {
        const next = placeIn(readable, to);
        expect(next.node.ending ? next.given.length : next.most).toBeLessThanOrEqual(place.most);
      }
    }
  });

  test('"I cannot tell" comes last, in the language of the text', () => {
    const [impeller] = drain.nodes.filter(({ id }) => id === 'impeller');
    const words = (locale: 'en' | 'sv') =>
      impeller && answersOf(readableTree(drain, locale), impeller).at(-1)?.words;
    expect([words('en'), words('sv')]).toEqual(['I cannot tell', 'Jag kan inte avgöra det']);
  });

  test('the first step is where the troubleshooter begins', () => {
    expect(treePath('el', drain, 'sound')).toBe('/el/troubleshoot/washing-machine-will-not-drain/');
    expect(treePath('el', drain, 'hose')).toBe('/el/troubleshoot/washing-machine-will-not-drain/hose/');
  });
});

describe('what comes next', () => {
  const first = (slug: string, id: string) => {
    const readable = readableTree(named(slug), 'en');
    return actionsAt(catalog, 'en', readable, placeIn(readable, id))[0];
  };

  test('each outcome leads somewhere, in every language', () => {
    for (const { locale, readable, place } of everyPlace) {
      const actions = actionsAt(catalog, locale, readable, place);
      expect(actions.length > 0).toBe(place.node.ending !== undefined);
      for (const { href, words } of actions) {
        expect(href).toMatch(new RegExp(`^(/${locale}/|mailto:|tel:)`));
        expect(words).not.toBe('');
      }
    }
  });

  test('a centre is looked for by product and service, a part is ordered by its number', () => {
    expect(first('washing-machine-will-not-drain', 'pump-worn')?.href).toBe(
      '/en/service-centres/?product=washing-machine-w80&service=repair-home',
    );
    expect(first('fridge-not-cold-enough', 'new-seal')?.href).toContain('K340-2207');
  });

  test('asking takes product, topic, title and answers along, in an address that headers can carry', () => {
    const asked = new URL(askAboutPath('en', english, placeIn(english, 'show-us')), 'http://x.invalid');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      product: 'washing-machine-w80',
      topic: 'drainage',
      title: 'Washing machine will not drain',
    });
    expect(asked.searchParams.get('body')).toBe(
      [
        'I went through the troubleshooter “Washing machine will not drain”.',
        '',
        '- What do you hear when the machine should drain? – The pump hums, but the water stays',
        '- Does the water leave once the drain hose lies straight? – No, or the hose lay well from the start',
        '- What did you find in the pump filter? – It was clean, or cleaning it did not help',
        '- How does the small wheel behind the filter turn? – I cannot tell',
        '',
        'It ended at: Let somebody look with you',
        '',
      ].join('\n'),
    );
    for (const { locale, readable, place } of everyPlace)
      expect(encodeURIComponent(askAboutPath(locale, readable, place)).length).toBeLessThan(12_000);
  });
});

describe('the drawing', () => {
  test('has every question, answer and outcome once, inside its frame, in every language', () => {
    for (const tree of catalog.troubleshooters)
      for (const locale of locales) {
        const { width, height, shapes } = drawTree(readableTree(tree, locale));
        expect(shapes.match(/class="tree-box"/g)).toHaveLength(tree.nodes.length);
        expect(shapes.match(/class="tree-label"/g)).toHaveLength(tree.nodes.length - 1);
        for (const [, x = '', y = '', w = '', h = ''] of shapes.matchAll(
          /<rect [^>]*x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g,
        )) {
          expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(0);
          expect(Number(x) + Number(w)).toBeLessThanOrEqual(width);
          expect(Number(y) + Number(h)).toBeLessThanOrEqual(height);
        }
      }
  });

  test('shows answers from left to right as they are written', () => {
    const { shapes } = drawTree(english);
    const left = (number: number) =>
      Number(
        new RegExp(`<text class="tree-number"><tspan x="([^"]+)"[^>]*>${number}(?: |<)`).exec(shapes)?.[1],
      );
    const [root] = drain.nodes;
    const children = root?.answers.map(({ to }) => drain.nodes.findIndex(({ id }) => id === to) + 1) ?? [];
    const lefts = children.map(left);
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
    expect(lefts.every(Number.isFinite)).toBe(true);
  });

  test('escapes what a tree says', () => {
    const odd = { ...english, headings: { ...english.headings, sound: 'Is 1 < 2 & "so"?' } };
    expect(drawingFile(odd)).toContain('Is 1 &lt; 2 &amp;');
  });
});

test('a term changed in one file changes what every troubleshooter on the product says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-terms-'));
  cpSync('content', folder, { recursive: true });
  for (const product of ['washing-machine-w80', 'fridge-freezer-k340']) {
    const file = join(folder, 'policies', `${product}.yaml`);
    const changed = readFileSync(file, 'utf8').replace('duration: { years: 3 }', 'duration: { years: 7 }');
    writeFileSync(file, changed);
  }
  const content = await readContent(folder);
  rmSync(folder, { recursive: true });
  const about = ['washing-machine-will-not-drain', 'fridge-not-cold-enough'];
  const files = content.troubleshooterFiles.filter(({ slug }) => about.includes(slug));
  expect(files).toHaveLength(about.length * locales.length);
  for (const file of files) {
    const words = toString(parseBody(file, content.catalog));
    expect(words).toContain(sayAmount({ years: 7 }, file.locale, 'for'));
    expect(words).not.toContain(sayAmount({ years: 3 }, file.locale, 'for'));
  }
});

test('only the beginnings are listed for crawlers', () => {
  const paths = listedPages(catalog).map(({ path }) => path);
  const listed = paths.filter((path) => path.startsWith('troubleshoot/'));
  expect(listed).toHaveLength(catalog.troubleshooters.length + 1);
  expect(listed).toContain('troubleshoot/washing-machine-will-not-drain/');
});

test('every troubleshooter is of a size that people finish', () => {
  for (const tree of catalog.troubleshooters) {
    expect(tree.nodes.length).toBeGreaterThanOrEqual(8);
    const [root] = tree.nodes;
    expect(root && questionsFrom(tree, root)).toBeLessThanOrEqual(6);
  }
});
