import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Week } from '#src/catalog/hours.ts';
import { hoursOn, type Opening, openingAt, otherHours, type Place, todayAt } from '#src/centres/opening.ts';

const day = [
  { from: '09:00', until: '13:00' },
  { from: '16:00', until: '19:30' },
];
const week: Week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
const everyLanguage = (text: string) => ({ en: text, el: text, hu: text, fr: text, es: text, sv: text });
const athens: Place = { country: 'GR', hours: { zone: 'Europe/Athens', week, exceptions: [] } };

/** The moment at which a clock in a zone shows a time. */
const when = (clock: string, zone = 'Europe/Athens') =>
  Temporal.PlainDateTime.from(clock).toZonedDateTime(zone).epochMilliseconds;

const opens = (days: number, date: string, from: string): Opening => ({
  open: false,
  next: { date, from, days },
});

describe('open now', () => {
  test('is said by the clock of the place, from the first minute until the last', () => {
    const at = (clock: string) => openingAt(athens, when(clock));
    expect(at('2026-11-24T08:59:59')).toEqual(opens(0, '2026-11-24', '09:00'));
    expect(at('2026-11-24T09:00')).toEqual({ open: true, until: '13:00' });
    expect(at('2026-11-24T12:59:59')).toEqual({ open: true, until: '13:00' });
    expect(at('2026-11-24T13:00')).toEqual(opens(0, '2026-11-24', '16:00'));
    expect(at('2026-11-24T19:30')).toEqual(opens(1, '2026-11-25', '09:00'));
  });

  test('does not ask where the visitor is: the same moment is another hour in every zone', () => {
    const moment = when('2026-11-24T08:30', 'Europe/Paris');
    expect(openingAt(athens, moment)).toEqual({ open: true, until: '13:00' });
    const paris: Place = { country: 'FR', hours: { ...athens.hours, zone: 'Europe/Paris' } };
    expect(openingAt(paris, moment)).toEqual(opens(0, '2026-11-24', '09:00'));
    expect(todayAt(athens, when('2026-11-24T23:30', 'Europe/Paris'))).toBe('2026-11-25');
  });

  test('skips the weekend', () => {
    expect(openingAt(athens, when('2026-11-20T20:00'))).toEqual(opens(3, '2026-11-23', '09:00'));
  });

  test('keeps to the clock when it is put forward and back', () => {
    const night: Week = { ...week, sun: [{ from: '02:30', until: '05:00' }] };
    const place: Place = { country: 'GR', hours: { zone: 'Europe/Athens', week: night, exceptions: [] } };
    // Sunday 29 March 2026: 03:00 becomes 04:00. Sunday 25 October 2026: 04:00 becomes 03:00 again.
    expect(openingAt(place, when('2026-03-29T04:30'))).toEqual({ open: true, until: '05:00' });
    expect(when('2026-03-29T05:00') - when('2026-03-29T02:30')).toBe(1.5 * 3_600_000);
    expect(openingAt(place, when('2026-03-29T05:00')).open).toBe(false);
    expect(openingAt(place, when('2026-10-25T04:30'))).toEqual({ open: true, until: '05:00' });
    expect(openingAt(athens, when('2026-10-26T09:00'))).toEqual({ open: true, until: '13:00' });
    expect(openingAt(athens, when('2026-10-26T08:59')).open).toBe(false);
    expect(openingAt(athens, when('2026-03-30T09:00'))).toEqual({ open: true, until: '13:00' });
    expect(openingAt(athens, when('2026-03-30T08:59')).open).toBe(false);
  });

  test('says nothing of the next opening when there is none for two months', () => {
    const closed: Place = {
      ...athens,
      hours: { ...athens.hours, week: { ...week, mon: [], tue: [], wed: [], thu: [], fri: [] } },
    };
    expect(openingAt(closed, when('2026-11-24T10:00'))).toEqual({ open: false });
  });
});

describe('days that are unlike the others', () => {
  test('public holidays are closed, those of the church in the East on their own dates', () => {
    // Orthodox Easter Monday; in the West it is 6 April.
    expect(hoursOn(athens, '2026-04-13').spans).toEqual([]);
    expect(hoursOn(athens, '2026-04-06').spans).toEqual(day);
    expect(hoursOn({ ...athens, country: 'FR' }, '2026-04-06')).toEqual({
      date: '2026-04-06',
      spans: [],
      why: 'Easter Monday',
    });
    expect(hoursOn(athens, '2026-04-13', 'fr').why).toBe('Lundi de Pâques');
    expect(openingAt(athens, when('2026-10-27T20:00'))).toEqual(opens(2, '2026-10-29', '09:00'));
  });

  test('a region has holidays of its own', () => {
    const spain: Place = { country: 'ES', hours: { zone: 'Europe/Madrid', week, exceptions: [] } };
    const valencia: Place = { country: 'ES', hours: { ...spain.hours, region: 'VC' } };
    expect(hoursOn(spain, '2026-03-19').spans).toEqual(day);
    expect(hoursOn(valencia, '2026-03-19').spans).toEqual([]);
  });

  test('an exception stands above holiday and week, from its first day to its last', () => {
    const short = [{ from: '09:00', until: '12:00' }];
    const place: Place = {
      country: 'GR',
      hours: {
        ...athens.hours,
        exceptions: [
          { from: '2026-12-24', open: short, why: everyLanguage('Eve') },
          { from: '2026-12-25', to: '2026-12-28', open: short, why: everyLanguage('Fair') },
        ],
      },
    };
    expect(hoursOn(place, '2026-12-23').spans).toEqual(day);
    expect(hoursOn(place, '2026-12-24')).toEqual({ date: '2026-12-24', spans: short, why: 'Eve' });
    expect(hoursOn(place, '2026-12-25').spans).toEqual(short);
    expect(hoursOn(place, '2026-12-28').spans).toEqual(short);
    expect(hoursOn(place, '2026-12-29').spans).toEqual(day);
    expect(otherHours(place, when('2026-12-20T12:00'), 14, 'en').map(({ date }) => date)).toEqual([
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
      '2026-12-27',
      '2026-12-28',
      '2027-01-01',
    ]);
  });
});
