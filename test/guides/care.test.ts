import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Every } from '#src/catalog/series.ts';
import { readContent } from '#src/catalog/read.ts';
import { careOf, nextDue } from '#src/guides/care.ts';

const { catalog } = await readContent('content');
const due = (every: Every, since: string, today: string) => nextDue({ every }, since, today);

describe('when a task is due', () => {
  test('goes by the calendar: month ends do not wander, and leap days come back', () => {
    expect(due({ months: 1 }, '2027-01-31', '2027-02-01')).toBe('2027-02-28');
    expect(due({ months: 1 }, '2027-01-31', '2027-03-01')).toBe('2027-03-31');
    expect(due({ months: 3 }, '2026-11-30', '2026-12-01')).toBe('2027-02-28');
    expect(due({ months: 3 }, '2026-11-30', '2027-03-01')).toBe('2027-05-30');
    expect(due({ years: 1 }, '2024-02-29', '2025-01-01')).toBe('2025-02-28');
    expect(due({ years: 1 }, '2024-02-29', '2028-01-01')).toBe('2028-02-29');
    expect(due({ weeks: 10 }, '2026-03-01', '2026-03-02')).toBe('2026-05-10');
    expect(due({ days: 1 }, '2028-02-28', '2028-02-29')).toBe('2028-02-29');
  });

  test('is today when it is due today, one interval later on the day it was done, and never before that', () => {
    expect(due({ months: 3 }, '2026-08-22', '2026-11-22')).toBe('2026-11-22');
    expect(due({ months: 3 }, '2026-11-22', '2026-11-22')).toBe('2027-02-22');
    expect(due({ months: 3 }, '2027-11-22', '2026-11-22')).toBe('2028-02-22');
  });

  test('ends with the calendar', () => {
    expect(due({ years: 1000 }, '9500-01-01', '9600-01-01')).toBe('9999-12-31');
  });

  test('whatever the dates: never before today, and no earlier time would have done', () => {
    const date = fc
      .integer({ min: 0, max: 40_000 })
      .map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }));
    const every = fc.oneof(
      fc.record({ days: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ weeks: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ months: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ years: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(every, date, date, (interval, since, today) => {
        let times = 1;
        const at = () =>
          since.add(
            Object.fromEntries(Object.entries(interval).map(([unit, count]) => [unit, count * times])),
          );
        while (Temporal.PlainDate.compare(at(), today) < 0) times += 1;
        expect(due(interval, since.toString(), today.toString())).toBe(at().toString());
      }),
    );
  });
});

describe('the care of a product', () => {
  test('is that of the model, the most frequent first', () => {
    const names = (model?: string) => careOf(catalog, 'fridge-freezer-k340', model).map(({ id }) => id);
    expect(names('K340')).toEqual(['drain-hole', 'door-seal', 'rear-grille', 'defrost']);
    expect(names('K340 NoFrost')).toEqual(['door-seal', 'rear-grille']);
    expect(names()).toHaveLength(4);
    expect(careOf(catalog, 'no-such-product')).toEqual([]);
  });
});
