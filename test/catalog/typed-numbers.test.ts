import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkContent } from '#src/catalog/check.ts';
import { describeProblem } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';
import { typedNumbers } from '#src/catalog/typed/typed-numbers.ts';
import type { Locale } from '#src/i18n/locales.ts';

const content = await readContent('content');
const folder = mkdtempSync(join(tmpdir(), 'aftercare-typed-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is found in a text of the article on all products, each with the numbers it may be. */
function foundIn(locale: Locale, body: string, head = 'title: Text', slug = 'what-the-warranty-covers') {
  const file = { file: `articles/${locale}/x.mdx`, slug, locale, head, body, bodyLine: 10 };
  return typedNumbers([file], content.catalog);
}
const wrongIn = (...text: Parameters<typeof foundIn>) =>
  foundIn(...text)
    .filter(({ agrees }) => !agrees)
    .map(({ written }) => written.replaceAll(' ', ' '));

describe('a typed number that the terms contradict is found', () => {
  test.each<[Locale, string, string]>([
    ['en', 'The warranty on the W80 lasts 4 years.', '4 years'],
    ['en', 'Our warranty of five years.', 'five years'],
    ['en', 'The 12-year guarantee of the motor of the W80.', '12-year'],
    ['en', 'You can return it within 45 days.', '45 days'],
    ['en', 'You have an answer within 3 working days.', '3 working days'],
    ['en', 'The repair is done within 20 working days.', '20 working days'],
    ['en', 'In Spain the seller is liable for 2.5 years, elsewhere for 7 years.', '7 years'],
    ['en', 'Maintenance of the W80: 25% off.', '25%'],
    ['en', 'The T18 is covered for two months.', 'two months'],
    ['en', 'You may withdraw within two weeks or return it within six weeks.', 'six weeks'],
    ['el', 'Η εγγύηση του W80 διαρκεί 4 χρόνια.', '4 χρόνια'],
    ['el', 'Καλύπτεται για πέντε έτη.', 'πέντε έτη'],
    ['el', 'Με πενταετή εγγύηση.', 'πενταετή'],
    ['el', 'Επιστροφή μέσα σε 45 ημέρες.', '45 ημέρες'],
    ['el', 'Απάντηση σε 3 εργάσιμες ημέρες.', '3 εργάσιμες ημέρες'],
    ['hu', 'A W80-ra 4 évig jár garancia.', '4 évig'],
    ['hu', 'Ötéves garanciával.', 'Ötéves'],
    ['hu', '45 napon belül visszaküldheti.', '45 napon'],
    ['hu', '3 munkanapon belül válaszolunk.', '3 munkanapon'],
    ['fr', 'Le W80 est couvert pendant 4 ans.', '4 ans'],
    ['fr', 'Une garantie de cinq ans.', 'cinq ans'],
    ['fr', 'Vous avez 45 jours pour le retour.', '45 jours'],
    ['fr', 'Réponse sous 3 jours ouvrés.', '3 jours ouvrés'],
    ['es', 'La garantía de la W80 dura 4 años.', '4 años'],
    ['es', 'Cinco años de garantía.', 'Cinco años'],
    ['es', 'Tiene 45 días para la devolución.', '45 días'],
    ['es', 'Respuesta en 3 días laborables.', '3 días laborables'],
    ['sv', 'Garantin på W80 gäller i 4 år.', '4 år'],
    ['sv', 'Fem års garanti.', 'Fem års'],
    ['sv', 'En femårig garanti.', 'femårig'],
    ['sv', 'Du kan returnera den inom 45 dagar.', '45 dagar'],
    ['sv', 'Du får svar inom 3 arbetsdagar.', '3 arbetsdagar'],
  ])('%s: %s', (locale, body, written) => {
    expect(wrongIn(locale, body)).toEqual([written]);
  });

  test('in the row of a table, by its head', () => {
    expect(
      wrongIn('en', '| Product | Warranty |\n| --- | --- |\n| W80 | 3 years |\n| K340 | 4 years |'),
    ).toEqual(['4 years']);
  });

  test('in summary and keywords, with its line', () => {
    const head =
      'title: What the warranty covers\nsummary: 4 years on the W80.\nkeywords: [motor 12 years, rust]';
    expect(foundIn('en', '', head).map(({ line, field, written }) => [line, field, written])).toEqual([
      [3, 'summary', '4 years'],
      [4, 'keywords', '12 years'],
    ]);
  });

  test('in a paragraph of several lines, with its line', () => {
    expect(foundIn('en', '\nThe warranty\non the W80 lasts\n4 years.').map(({ line }) => line)).toEqual([13]);
  });
});

describe('a typed number is left alone', () => {
  test.each<[Locale, string]>([
    ['en', 'Under warranty or not: wait 24 hours, and leave 60 to 100 cm.'],
    ['en', 'We gave the first warranty 10 years ago, on a 20-year-old machine.'],
    ['en', 'The warranty goes on. Clean the filter every 3 months.'],
    ['en', 'A blocked hole is care and not covered; clear it every three months.'],
    ['en', 'Store it for five weeks at most. The warranty is not concerned.'],
    ['en', 'The directive 2024/1799 of 31 July 2026 is law.'],
    ['en', 'The warranty covers a pump; it lasts one day without water.'],
    ['el', 'Περιμένετε 24 ώρες. Η εγγύηση ισχύει.'],
    ['el', 'Πριν από 10 χρόνια δώσαμε την πρώτη εγγύηση.'],
    ['el', 'Το φίλτρο καθαρίζεται κάθε 3 μήνες, αλλιώς δεν καλύπτεται.'],
    ['hu', 'Várjon 24 órát. A garancia érvényes.'],
    ['hu', 'Az első garanciát 10 évvel ezelőtt adtuk.'],
    ['hu', 'Évszakonként tisztítsa, különben nem garanciális.'],
    ['fr', 'Attendez 24 heures. La garantie reste valable.'],
    ['fr', 'Il y a 10 ans nous avons donné la première garantie.'],
    ['fr', 'Nettoyez le couvercle tous les 3 mois.'],
    ['es', 'Espere 24 horas. La garantía sigue igual.'],
    ['es', 'Hace 10 años dimos la primera garantía.'],
    ['es', 'Acordamos un día para la devolución.'],
    ['sv', 'Vänta 24 timmar. Garantin gäller.'],
    ['sv', 'Vi gav den första garantin för 10 år sedan.'],
    ['sv', 'Täck kontakterna och vänta i 3 månader.'],
  ])('%s: %s', (locale, body) => {
    expect(wrongIn(locale, body)).toEqual([]);
  });

  test('where it agrees', () => {
    expect(foundIn('en', 'The warranty on the W80 lasts 36 months.').map(({ agrees }) => agrees)).toEqual([
      true,
    ]);
  });

  test('behind a remark that says so', () => {
    expect(foundIn('en', 'The warranty of others lasts {/* lint: other number */}5 years.')).toEqual([]);
    expect(foundIn('en', '', 'title: Warranty of 5 years # lint: other number')).toEqual([]);
    expect(
      wrongIn('en', '{/* lint: other number */}5 years of warranty on one, 6 years on another.'),
    ).toEqual(['6 years']);
  });

  test('in a component or a placeholder', () => {
    expect(foundIn('en', 'The warranty: <Policy of="washing-machine-w80" field="duration" />.')).toEqual([]);
    expect(foundIn('en', '', 'title: Warranty\nsummary: "{{policy washing-machine-w80 duration}}"')).toEqual(
      [],
    );
  });
});

test('the articles of the demo type next to none of these numbers, and none that is wrong', () => {
  const typed = typedNumbers([...content.files, ...content.troubleshooterFiles], content.catalog);
  expect(typed.filter(({ agrees }) => !agrees)).toEqual([]);
});

test('an editor is told of both numbers, of where the right one stands and what to write', async () => {
  cpSync('content', folder, { recursive: true });
  const file = 'articles/sv/fridge-is-noisy.mdx';
  const text = readFileSync(join(folder, file), 'utf8');
  const wrong = text.replace('<Policy of="fridge-freezer-k340" field="duration" />', '5 år');
  writeFileSync(join(folder, file), wrong);
  const line = wrong.split('\n').findIndex((each) => each.includes('5 år')) + 1;
  const policy = readFileSync(join(folder, 'policies/fridge-freezer-k340.yaml'), 'utf8');
  const stands = policy.split('\n').findIndex((each) => /^ {4}duration:/.test(each)) + 1;
  expect((await checkContent(folder, await readContent(folder))).map(describeProblem)).toEqual([
    `${file}:${line} text: says "5 år", but content/policies/fridge-freezer-k340.yaml:${stands} (duration) says 3 years. Write <Policy of="fridge-freezer-k340" field="duration" />, which follows that file; if another number is meant, put {/* lint: other number */} before it`,
  ]);
});
