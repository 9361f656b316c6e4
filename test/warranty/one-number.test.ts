import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toString } from 'mdast-util-to-string';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseBody } from '#src/catalog/body.ts';
import { checkContent, readSoundContent } from '#src/catalog/check.ts';
import { ContentError, describeProblem } from '#src/catalog/problems.ts';
import { type Content, readContent } from '#src/catalog/read.ts';
import { locales } from '#src/i18n/locales.ts';
import { documentsOf } from '#src/search/article-documents.ts';
import { coverage } from '#src/warranty/coverage.ts';
import { termsFor } from '#src/warranty/terms.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-one-number-'));
  cpSync('content', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What an editor does: another text in one place of one file. */
function edit(file: string, before: string | RegExp, after: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  const edited = text.replace(before, after);
  expect(edited, file).not.toBe(text);
  writeFileSync(join(folder, file), edited);
}

/** The words of every article and troubleshooter, by its file. */
const textsOf = ({ catalog, files, troubleshooterFiles }: Content) =>
  new Map([...files, ...troubleshooterFiles].map((file) => [file.file, toString(parseBody(file, catalog))]));

/** The files whose words have changed. */
function changed(before: Content, after: Content): string[] {
  const now = textsOf(after);
  return [...textsOf(before)].filter(([file, text]) => now.get(file) !== text).map(([file]) => file);
}

const inSix = (name: string) => locales.map((locale) => name.replace('{l}', locale));
const original = await readContent('content');

describe('one number in one file', () => {
  test('changes the pages, the checker and the troubleshooters in six languages', async () => {
    edit('policies/fridge-freezer-k340.yaml', /^ {4}duration: .*$/m, '    duration: { years: 5 }');
    const content = await readSoundContent(folder);
    expect(changed(original, content)).toEqual(
      expect.arrayContaining([
        ...inSix('articles/{l}/what-the-warranty-covers.mdx'),
        ...inSix('articles/{l}/fridge-is-noisy.mdx'),
        ...inSix('troubleshooters/{l}/fridge-not-cold-enough.mdx'),
      ]),
    );
    const terms = termsFor(content.catalog, 'fridge-freezer-k340', 'GR');
    const bought = { product: 'fridge-freezer-k340', country: 'GR', bought: '2022-06-01', event: 'defect' };
    const verdict = terms && coverage(terms, { ...bought, condition: 'new', today: '2026-11-22' });
    expect(verdict?.commercial.state).toBe('covered');
    const summaries = content.catalog.articles.find(
      ({ slug }) => slug === 'what-the-warranty-covers',
    )?.wordings;
    expect(locales.map((locale) => summaries?.[locale]?.summary)).toEqual([
      expect.stringContaining('K340: 5 years'),
      ...['K340: 5 χρόνια', 'K340: 5 év', 'K340 : 5 ans', 'K340: 5 años', 'K340: 5 år'].map((said) =>
        expect.stringMatching(said.replaceAll(' ', '\\s')),
      ),
    ]);
  });

  test('changes two troubleshooters at once where both speak of it', async () => {
    edit('returns.yaml', /window: .*$/m, 'window: { days: 45 }');
    const content = await readSoundContent(folder);
    expect(changed(original, content)).toEqual(
      expect.arrayContaining([
        ...inSix('articles/{l}/returns-and-exchanges.mdx'),
        ...inSix('troubleshooters/{l}/fridge-not-cold-enough.mdx'),
        ...inSix('troubleshooters/{l}/washing-machine-will-not-drain.mdx'),
      ]),
    );
    const terms = termsFor(content.catalog, 'espresso-machine-c3', 'FR');
    const bought = {
      product: 'espresso-machine-c3',
      country: 'FR',
      bought: '2026-10-15',
      event: 'changed-mind',
    };
    const verdict =
      terms && coverage(terms, { ...bought, condition: 'new', where: 'maker', today: '2026-11-22' });
    expect(verdict?.returns.state).toBe('covered');
  });

  test('is found by search, in passages without holes', async () => {
    edit('returns.yaml', /window: .*$/m, 'window: { days: 45 }');
    const [returns] = documentsOf(await readContent(folder), 'en').filter(
      ({ card }) => card.slug === 'returns-and-exchanges',
    );
    expect(returns?.card.summary).toContain('You have 45 days from delivery');
    expect(returns?.texts.keywords).toContain('45 days');
    expect(returns?.texts.body?.[0]).toContain('You have 45 days from delivery to return a product');
    expect(JSON.stringify(documentsOf(original, 'el'))).not.toMatch(/\{\{|<Policy|lint:|undefined/);
  });

  test('stops the build where it was asked for as that of every product and now differs', async () => {
    edit('policies/fridge-freezer-k340.yaml', /answer: .*$/m, 'answer: { workingDays: 3 }');
    const problems = await readSoundContent(folder).then(
      () => [],
      (error: unknown) => (error instanceof ContentError ? error.problems : []),
    );
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(({ message }) => message)).toEqual(
      problems.map(() =>
        expect.stringMatching(
          /asks for one "claim\.answer" of every product.*fridge-freezer-k340\.yaml \(3 working days\)/,
        ),
      ),
    );
  });

  test('stops the build where somebody typed the old one, and says what to do', async () => {
    edit('articles/hu/fridge-is-noisy.mdx', /<Policy [^>]*\/>/, '3 évig');
    edit('articles/fr/returns-and-exchanges.mdx', /\{\{returns window\}\}/, '30 jours');
    expect(await checkContent(folder, await readContent(folder))).toEqual([]);
    edit('policies/fridge-freezer-k340.yaml', /^ {4}duration: .*$/m, '    duration: { years: 5 }');
    edit('returns.yaml', /window: .*$/m, 'window: { days: 45 }');
    expect((await checkContent(folder, await readContent(folder))).map(describeProblem)).toEqual([
      expect.stringMatching(
        /^articles\/fr\/returns-and-exchanges\.mdx:3 summary: says "30 jours", but content\/returns\.yaml:\d+ \(window\) says 45 days/,
      ),
      expect.stringMatching(
        /^articles\/hu\/fridge-is-noisy\.mdx:75 text: says "3 évig", but content\/policies\/fridge-freezer-k340\.yaml:\d+ \(duration\) says 5 years\. Write <Policy of="fridge-freezer-k340" field="duration" \/>/,
      ),
    ]);
  });
});
