import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toString } from 'mdast-util-to-string';
import { afterEach, describe, expect, test } from 'vitest';
import { parseBody } from '#src/catalog/body.ts';
import { checkContent } from '#src/catalog/check.ts';
import { ContentError, describeProblem } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';
import { type Amount } from '#src/catalog/numbers.ts';
import { sayAmount } from '#src/catalog/say-number.ts';
import { textOfArticle } from '#src/search/article-text.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const policy = readFileSync('content/policies/washing-machine-w80.yaml', 'utf8');
const parts = ['site.yaml', 'topics.yaml', 'products', 'figures', 'clauses.yaml', 'events.yaml', 'laws'];

/** The demo's terms, the W80's policy as given, and one article with that front matter and body. */
function contentWith({ head = '', body = 'Text.', terms = policy, locale = 'en' }): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-numbers-'));
  folders.push(folder);
  for (const name of parts) cpSync(join('content', name), join(folder, name), { recursive: true });
  const english = `---\ntitle: Motor\nsummary: About it.\nkind: warranty\nproducts: [washing-machine-w80]\ntopics: [warranty]\nreviewed: 2026-11-02\nowner: team\n---\n\nText.\n`;
  const own = (
    locale === 'en'
      ? english
      : '---\ntitle: Motor\nsummary: About it.\nreviewed: 2026-11-02\nsource: 1\n---\n\nText.\n'
  )
    .replace(/summary: .*/, head || '$&')
    .replace('Text.', () => body);
  const files = {
    'policies/washing-machine-w80.yaml': terms,
    'articles/en/motor.mdx': english,
    [`articles/${locale}/motor.mdx`]: own,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function toldAbout(written: Parameters<typeof contentWith>[0]): Promise<string[]> {
  const folder = contentWith(written);
  try {
    return (await checkContent(folder, await readContent(folder))).map(describeProblem);
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(describeProblem);
    throw error;
  }
}

/** The body of the article as people read it. */
async function bodyOf(written: Parameters<typeof contentWith>[0]): Promise<string> {
  const { catalog, files } = await readContent(contentWith(written));
  const file = files.find(({ locale }) => locale === (written.locale ?? 'en'));
  return file ? toString(parseBody(file, catalog)) : '';
}

const motor = (form = '') => `<Policy of="washing-machine-w80" field="parts.motor.duration"${form} />`;
const shorter = policy.replace('duration: { years: 10 }', 'duration: { months: 18 }');

describe('a number in an article', () => {
  test('comes from the newest terms', async () => {
    expect(await bodyOf({ body: `The motor: ${motor()}.` })).toBe('The motor: 10 years.');
    expect(await bodyOf({ body: `The motor: ${motor()}.`, terms: shorter })).toBe('The motor: 18 months.');
    expect(await bodyOf({ body: 'Until <Law of="HU" field="guarantee.2" />.' })).toBe('Until 3 years.');
  });

  test('may be a price or the first day of a rule', async () => {
    const body =
      'From <Law of="HU" field="guarantee.1.from" />, since <Law of="HU" field="guarantee.from" />.';
    expect((await bodyOf({ body })).replace(/\s/g, ' ')).toMatch(/^From HUF 10,000, since \d+ \w+ 20\d\d\.$/);
  });

  test('of a country without a rule of its own is that of the floor', async () => {
    expect(await bodyOf({ body: 'Withdraw within <Law of="HU" field="withdrawal" />.' })).toBe(
      'Withdraw within 14 days.',
    );
  });

  test.each([
    ['en', 'A 10-year warranty.', 'A ', ' warranty.', ' form="adjective"'],
    ['el', 'Εγγύηση 10 ετών.', 'Εγγύηση ', '.', ' form="adjective"'],
    ['hu', 'A motorra 10 évig jár.', 'A motorra ', ' jár.', ' form="for"'],
    ['fr', 'Garanti 10 ans.', 'Garanti ', '.', ''],
    ['es', 'Garantía de 10 años.', 'Garantía de ', '.', ''],
    ['sv', 'En 10 års garanti.', 'En ', ' garanti.', ' form="adjective"'],
  ])('is written the way %s writes it', async (locale, whole, before, after, form) => {
    const said = await bodyOf({ locale, body: `${before}${motor(form)}${after}` });
    expect(said.replace(/\s/g, ' ')).toBe(whole);
  });

  test('leaves no hole in what is searched', async () => {
    const body = `The motor has ${motor()}.\n\n| Part | Time |\n| --- | --- |\n| Motor | ${motor()} |`;
    const { catalog, files } = await readContent(contentWith({ body }));
    const [file] = files;
    expect(file && textOfArticle(file, catalog).body).toEqual([
      'The motor has 10 years.',
      'Part, Time',
      'Motor, 10 years',
    ]);
  });
});

describe('a number in the fields of an article', () => {
  test('comes from the terms as well', async () => {
    const head =
      'summary: "{{policy washing-machine-w80 duration}} on the W80"\nkeywords: ["motor {{policy washing-machine-w80 parts.motor.duration adjective}}"]';
    const { catalog } = await readContent(contentWith({ head }));
    expect(catalog.articles[0]?.wordings.en).toMatchObject({
      summary: '3 years on the W80',
      keywords: ['motor 10-year'],
    });
  });

  test('that names nothing is told of with its line', async () => {
    expect(await toldAbout({ head: 'summary: For {{policy w80 duration}}' })).toEqual([
      expect.stringMatching(
        /^articles\/en\/motor\.mdx:3 summary: has \{\{policy w80 duration\}\}, which names the policy w80, which does not exist: use one of washing-machine-w80/,
      ),
    ]);
    expect(await toldAbout({ head: 'summary: For {{warranty w80}}' })).toEqual([
      expect.stringContaining('must begin with policy, returns, law, plan'),
    ]);
    expect(await toldAbout({ head: 'summary: For {{policy washing-machine-w80}}' })).toEqual([
      expect.stringContaining('must name an owner and a field'),
    ]);
  });
});

describe('a number asked for wrongly', () => {
  test.each([
    ['No <Policy of="w80" field="duration" />.', 'names the policy w80, which does not exist'],
    [
      'No <Policy of="washing-machine-w80" field="length" />.',
      'names "length", which is no number of policies/washing-machine-w80.yaml: use one of from, duration',
    ],
    ['No <Policy of="washing-machine-w80" />.', 'is missing: name the number'],
    [`No ${motor(' form="genitive"')}.`, 'must be one of alone, adjective, for, within, by'],
    [`No ${motor(' case="2"')}.`, 'is no attribute of this component'],
    [`First.\n\n${motor()}\n`, 'must stand within a sentence'],
    [`First.\n\n## All ${motor()}\n\nText.`, 'holds a number that may change'],
    ['No <Returns field="window" />.', 'names the returns, which does not exist'],
    ['No <Law of="XX" field="liability" />.', 'names the law XX, which does not exist: use one of ES, EU'],
    ['No <Law of="HU" field="nothing" />.', 'which is no number of laws/HU.yaml'],
    ['No <Law of="IT" field="nothing" />.', 'which is no number of laws/EU.yaml'],
  ])('%s', async (body, said) => {
    expect(await toldAbout({ body })).toEqual([expect.stringContaining(said)]);
  });
});

test('amounts are written in six languages', () => {
  const say = (amount: Amount) =>
    (['en', 'el', 'hu', 'fr', 'es', 'sv'] as const)
      .map((locale) => sayAmount(amount, locale).replace(/\s/g, ' '))
      .join(', ');
  expect(say({ workingDays: 2 })).toBe(
    '2 working days, 2 εργάσιμες ημέρες, 2 munkanap, 2 jours ouvrés, 2 días laborables, 2 arbetsdagar',
  );
  expect(say({ percent: 20 })).toBe('20%, 20%, 20%, 20 %, 20 %, 20 %');
  expect(say({ money: 59, currency: 'EUR' })).toBe('€59, 59 €, 59 EUR, 59 €, 59 €, 59 €');
});
