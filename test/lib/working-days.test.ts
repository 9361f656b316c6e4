import { describe, expect, test } from 'vitest';
import { endOfWorkingDay, startOfYear, type WorkingDays, yearOf } from '#src/lib/working-days.ts';

const working: WorkingDays = {
  timeZone: 'Europe/Stockholm',
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  closed: ['2026-12-24', '2026-12-25', '2027-01-01'],
};
const at = (text: string) => Date.parse(text);
const due = (sent: string, count = 2, days = working) =>
  new Date(endOfWorkingDay(at(sent), count, days)).toISOString();

describe('the end of a working day', () => {
  test.each([
    ['on a Monday, counts from Tuesday', '2026-11-16T08:00:00Z', '2026-11-18T22:59:59.000Z'],
    ['on a Friday, leaves the weekend out', '2026-11-20T09:00:00Z', '2026-11-24T22:59:59.000Z'],
    ['on a Saturday, begins on Monday', '2026-11-21T09:00:00Z', '2026-11-24T22:59:59.000Z'],
    [
      'before midnight UTC, is tomorrow by the company’s clocks',
      '2026-11-16T23:30:00Z',
      '2026-11-19T22:59:59.000Z',
    ],
    ['before Christmas, leaves the holidays out', '2026-12-23T09:00:00Z', '2026-12-29T22:59:59.000Z'],
    ['before the clocks go back, ends by the new time', '2026-10-23T09:00:00Z', '2026-10-27T22:59:59.000Z'],
    [
      'before the clocks go forward, ends by the new time',
      '2027-03-26T09:00:00Z',
      '2027-03-30T21:59:59.000Z',
    ],
    ['on a leap day, goes on in March', '2028-02-29T09:00:00Z', '2028-03-02T22:59:59.000Z'],
  ])('%s', (_, sent, end) => {
    expect(due(sent)).toBe(end);
  });

  test('a company that never opens is not waited for without end', () => {
    expect(due('2026-11-16T08:00:00Z', 2, { ...working, days: [] })).toBe('2027-11-17T22:59:59.000Z');
  });
});

test('a year begins and ends by the company’s clocks', () => {
  expect(new Date(startOfYear(2026, 'Europe/Athens')).toISOString()).toBe('2025-12-31T22:00:00.000Z');
  expect(yearOf(at('2025-12-31T22:30:00Z'), 'Europe/Athens')).toBe(2026);
  expect(yearOf(at('2025-12-31T22:30:00Z'), 'UTC')).toBe(2025);
});
