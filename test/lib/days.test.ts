import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayIn,
  daysBetween,
  isCalendarDate,
  isTimeZone,
  lastDayCounting,
  lastDayOf,
  orNextWeekday,
  weekdaysAfter,
} from '#src/lib/days.ts';

describe('a calendar day', () => {
  test.each(['2024-02-29', '2026-11-22', '0001-01-01', '9999-12-31'])('%s exists', (day) => {
    expect(isCalendarDate(day)).toBe(true);
  });
  test.each([
    '2026-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-1-1',
    '12026-01-01',
    '',
    'today',
    '2026-11-22T10:00',
    ' 2026-11-22',
  ])('"%s" does not', (day) => {
    expect(isCalendarDate(day)).toBe(false);
  });
});

describe('the last day of a period, the first day not counted', () => {
  test.each([
    ['2024-02-29', { years: 1 }, '2025-02-28'],
    ['2024-02-29', { years: 4 }, '2028-02-29'],
    ['2025-02-28', { years: 3 }, '2028-02-28'],
    ['2025-08-31', { months: 6 }, '2026-02-28'],
    ['2023-08-31', { months: 6 }, '2024-02-29'],
    ['2026-10-31', { months: 1 }, '2026-11-30'],
    ['2026-11-08', { days: 14 }, '2026-11-22'],
    ['2026-12-20', { days: 14 }, '2027-01-03'],
    ['9998-01-01', { years: 5 }, '9999-12-31'],
  ])('%s and %o: %s', (start, duration, last) => {
    expect(lastDayOf(start, duration)).toBe(last);
  });
});

describe('the last day of a period that begins with the day itself', () => {
  test.each([
    ['2026-01-10', { months: 6 }, '2026-07-09'],
    ['2026-03-01', { months: 6 }, '2026-08-31'],
    ['2026-08-31', { months: 6 }, '2027-02-28'],
    ['2024-02-29', { years: 1 }, '2025-02-28'],
    ['2024-02-29', { years: 4 }, '2028-02-28'],
    ['2026-10-24', { days: 30 }, '2026-11-22'],
  ])('%s and %o: %s', (start, duration, last) => {
    expect(lastDayCounting(start, duration)).toBe(last);
  });
});

test('days are counted across leap days, new years and changes of the clock', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-12-31', '2026-12-30')).toBe(-1);
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
});

test('a weekend moves to the Monday after', () => {
  expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(orNextWeekday)).toEqual([
    '2026-11-20',
    '2026-11-23',
    '2026-11-23',
    '2026-11-23',
  ]);
  expect(weekdaysAfter('2026-11-20', 3)).toBe('2026-11-25');
});

describe('today depends on where one is', () => {
  const at = (moment: string) => Date.parse(moment);
  test.each([
    ['Europe/Athens', '2026-11-22T21:59:59Z', '2026-11-22'],
    ['Europe/Athens', '2026-11-22T22:00:00Z', '2026-11-23'],
    ['Europe/London', '2026-11-22T22:00:00Z', '2026-11-22'],
    ['Atlantic/Reykjavik', '2026-11-22T23:59:59Z', '2026-11-22'],
    // The clock goes forward on 29 March and back on 25 October 2026.
    ['Europe/Budapest', '2026-03-28T22:59:59Z', '2026-03-28'],
    ['Europe/Budapest', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['Europe/Budapest', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['Europe/Budapest', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['Europe/Dublin', '2026-10-24T23:00:00Z', '2026-10-25'],
    ['Europe/Dublin', '2026-10-25T23:30:00Z', '2026-10-25'],
  ])('in %s at %s it is %s', (zone, moment, day) => {
    expect(dayIn(zone, at(moment))).toBe(day);
  });
  test('and zones that do not exist are known as such', () => {
    expect([isTimeZone('Europe/Madrid'), isTimeZone('Europe/Nowhere')]).toEqual([true, false]);
  });
});
