import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findByPlate } from '#src/warranty/find.ts';
import { say, writeDuration, writeMoney } from '#src/warranty/say.ts';
import { eventsOf, termsFor, todayIn } from '#src/warranty/terms.ts';
import { catalog, judge, readCase } from './support.ts';

describe('what somebody typed from a rating plate', () => {
  test.each([
    ['W80 Plus', { product: 'washing-machine-w80', model: 'W80 Plus' }],
    [' w80plus ', { product: 'washing-machine-w80', model: 'W80 Plus' }],
    ['W80 24F 004512', { product: 'washing-machine-w80' }],
    ['w8024f004512', { product: 'washing-machine-w80' }],
    ['K3425C018830', { product: 'fridge-freezer-k340' }],
    ['C3 Duo', { product: 'espresso-machine-c3', model: 'C3 Duo' }],
    ['b18-4', { product: 'cordless-drill-t18', part: 'battery' }],
    ['B18425H10382', { product: 'cordless-drill-t18', part: 'battery' }],
    ['L18', { product: 'cordless-drill-t18', part: 'charger' }],
    ['W80', { product: 'washing-machine-w80', model: 'W80' }],
  ])('"%s" is known', (typed, found) => {
    expect(findByPlate(catalog, typed)).toEqual(found);
  });
  test.each(['', '   ', 'W81', 'W8024Z004512', '-', '<script>', 'W80'.repeat(400_000)])(
    'others are not',
    (typed) => {
      expect(findByPlate(catalog, typed)).toBeUndefined();
    },
  );
});

test('today is the buyer’s: by the law’s zone, the list of members, or UTC', () => {
  const lateEvening = Date.parse('2026-11-22T22:30:00Z');
  expect(
    ['GR', 'HU', 'IE', 'FI', 'PT', 'US'].map((country) => todayIn(catalog, country, lateEvening)),
  ).toEqual(['2026-11-23', '2026-11-22', '2026-11-22', '2026-11-23', '2026-11-22', '2026-11-22']);
});

test('a product without a policy has no terms', () => {
  expect(termsFor(catalog, 'toaster', 'GR')).toBeUndefined();
});

test('a product has the events that can happen to it', () => {
  const ids = eventsOf(catalog, 'cordless-drill-t18').map(({ id }) => id);
  expect(ids).toContain('weak-battery');
  expect(ids).not.toContain('limescale');
});

describe('numbers are written as each language writes them', () => {
  test('durations', () => {
    expect([writeDuration({ years: 1 }, 'en'), writeDuration({ years: 3 }, 'el')]).toEqual([
      '1 year',
      '3\u00a0χρόνια',
    ]);
    expect([writeDuration({ months: 6 }, 'hu'), writeDuration({ workingDays: 15 }, 'fr')]).toEqual([
      '6\u00a0hónap',
      '15\u00a0jours ouvrés',
    ]);
  });
  test('prices', () => {
    expect(writeMoney(38900, 'HUF', 'hu')).toMatch(/^38\s900\sFt$/);
    expect(writeMoney(99, 'EUR', 'en')).toBe('€99');
    expect(writeMoney(9.5, 'EUR', 'en')).toBe('€9.50');
  });
});

describe('what a verdict says', () => {
  const verdict = judge(readCase('K340 HU 2026-11-10 defect price=180000HUF repaired=2026-11-15'));
  test('names the source of each rule of law, and when it was reviewed', () => {
    for (const { clause, source } of verdict.statutory.sentences)
      expect({ clause, reviewed: source?.reviewed }).toEqual({ clause, reviewed: '2026-11-22' });
  });
  test('says what was taken for granted', () => {
    expect(verdict.assumptions.map((each) => say(each, 'en'))).toEqual([
      'No day of delivery was given, so everything is counted from the purchase, 10 November 2026. A later delivery gives you more time.',
      'The repair is taken to have been made free of charge because of a fault.',
    ]);
  });
  test('says what to have at hand', () => {
    expect(verdict.have).toEqual(['model', 'serial', 'proof', 'photo', 'repair-report']);
  });
  test('asks people last', () => {
    expect(verdict.next.map(({ kind }) => kind)).toEqual([
      'claim',
      'guarantee',
      'seller',
      'return',
      'exchange',
      'withdraw',
      'ask',
    ]);
  });
  test('says nothing twice', () => {
    for (const { sentences } of [verdict.commercial, verdict.statutory]) {
      const said = sentences.map((each) => say(each, 'sv'));
      expect(new Set(said).size).toBe(said.length);
    }
  });
});

test('the document says of every rule where it stands and how it was checked', () => {
  const rows = readFileSync('docs/warranty.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id, from, source, checked]) => ({ id, from, source, checked }));
  const rules = catalog.laws.flatMap((law) => [...Object.values(law.rules).flat(), ...law.also]);
  for (const rule of rules)
    expect(rows).toContainEqual({
      id: `\`${rule?.id}\``,
      from: rule?.from,
      source: rule?.source.title,
      checked: rule?.checked,
    });
});
