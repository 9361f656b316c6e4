import { describe, expect, test } from 'vitest';
import { analyzerOf } from '#src/search/languages/all.ts';
import { edits } from '#src/search/vocabulary.ts';

const folded = (...[locale, text]: Parameters<typeof forms>) =>
  forms(locale, text).map(({ folded }) => folded);
const forms = (locale: Parameters<typeof analyzerOf>[0], text: string) => analyzerOf(locale).words(text);

describe('taking a text apart', () => {
  test('capitals, marks and final sigmas make no difference', () => {
    expect(folded('el', 'ΕΓΓΎΗΣΗΣ εγγύησης')).toEqual(['εγγυησησ', 'εγγυησησ']);
    expect(folded('hu', 'Készülék keszulek')).toEqual(['keszulek', 'keszulek']);
    expect(forms('sv', 'GARANTIER')[0]?.stem).toBe(forms('sv', 'garanti')[0]?.stem);
    expect(forms('el', 'Εγγυήσεις')[0]?.stem).toBe(forms('el', 'εγγύηση')[0]?.stem);
  });

  test('the marked form is kept beside the folded one', () => {
    expect(forms('hu', 'őr')[0]?.marked).toBe('őr');
    expect(forms('hu', 'or')[0]?.marked).toBeUndefined();
  });

  test('endings with marks are known as such, typed with their marks or without', () => {
    const [one, several] = forms('es', 'reparación reparaciones');
    expect(one?.stem).toBe(several?.stem);
    expect(forms('es', 'reparacion')[0]?.bare).toBe(one?.bare);
  });

  test('Hungarian and Swedish endings come off that the stemmers of old leave on', () => {
    const stems = (...[locale, text]: Parameters<typeof forms>) =>
      new Set(forms(locale, text).map(({ stem }) => stem));
    expect(stems('hu', 'hűtő hűtőben hűtővel hűtőn')).toEqual(new Set(['huto']));
    expect(stems('sv', 'kylskåp kylskåpet kylskåpen')).toEqual(new Set(['kylskap']));
    expect(stems('sv', 'lucka luckan')).toEqual(new Set(['luck']));
    expect(stems('sv', 'paket paketet')).toEqual(new Set(['paket']));
  });

  test('French loses its elisions, English its apostrophes', () => {
    expect(folded('fr', "l'eau d’été qu’il aujourd'hui")).toEqual(['eau', 'ete', 'il', 'aujourdhui']);
    expect(folded('en', "won't machine's")).toEqual(['wont', 'machine']);
  });

  test('codes and models stay whole; Greek capitals that look Latin are read as Latin', () => {
    expect(folded('en', 'E18, W80 Plus (T18) 4×')).toEqual(['e18', 'w80', 'plus', 't18', '4x']);
    expect(folded('el', 'Ε18 Κ340')).toEqual(['e18', 'k340']);
  });

  test('says where each word stands in the text', () => {
    const text = 'Ça coule: l’eau !';
    expect(forms('fr', text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Ça',
      'coule',
      'l’eau',
    ]);
  });

  test('a run of a million letters is no word and takes no time', () => {
    expect(forms('el', 'α'.repeat(1_000_000))[0]?.raw.length).toBeLessThanOrEqual(40);
  });
});

test.each([
  ['drian', 'drain', 1],
  ['frige', 'fridge', 1],
  ['warrenty', 'warranty', 1],
  ['abcd', 'wxyz', Infinity],
  ['kitten', 'sitting', Infinity],
  ['same', 'same', 0],
])('from %s to %s it is %d edits, as far as two are counted', (a, b, count) => {
  expect(edits(a, b, 2)).toBe(count);
  expect(edits(b, a, 2)).toBe(count);
});
