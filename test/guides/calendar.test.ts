import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readContent } from '#src/catalog/read.ts';
import type { Every } from '#src/catalog/series.ts';
import { careCalendar, dueDays, readStart, recurrencesOf } from '#src/guides/calendar.ts';
import { nextDue } from '#src/guides/care.ts';
import { type Locale, locales } from '#src/i18n/locales.ts';
import { addDays } from '#src/lib/days.ts';

/** How many days of a recurrence are looked at. */
const times = 8;

const { catalog } = await readContent('content');
const washer = catalog.products.find(({ slug }) => slug === 'washing-machine-w80');
if (!washer) throw new Error('the washing machine is missing');
const product = washer;

const calendarIn = (locale: Locale, from = '2026-11-20') =>
  careCalendar(catalog, {
    ...{ product, from, locale, today: '2026-11-20' },
    publicUrl: 'https://help.example.com',
    now: Date.UTC(2026, 10, 30, 12),
  });

/** The calendar as an independent reader of RFC 5545 understands it. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[] as never)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));

describe('the care of a product as a calendar', () => {
  test.each(locales)('is read by another program, in %s, with links in that language', (locale) => {
    const text = calendarIn(locale);
    const events = eventsOf(text);
    expect(events).toHaveLength(4);
    for (const event of events) {
      expect(event.startDate.isDate).toBe(true);
      expect(event.summary).toContain(product.name[locale]);
      expect(event.component.getFirstPropertyValue('url')).toContain(`https://help.example.com/${locale}/`);
      const alarm = event.component.getFirstSubcomponent('valarm');
      expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('-PT15H');
    }
    expect(events.map(({ startDate }) => startDate.toString())).toEqual([
      '2026-12-04',
      '2027-01-20',
      '2027-02-20',
      '2027-11-20',
    ]);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:-\/\/Halvard\/\/Aftercare\/\//);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('keeps the id of a task whenever and in whichever language it is made', () => {
    const ids = (text: string) => eventsOf(text).map(({ uid }) => uid);
    expect(ids(calendarIn('el', '2024-02-13'))).toEqual(ids(calendarIn('sv', '2025-10-02')));
    expect(ids(calendarIn('en', '2025-10-02'))).toHaveLength(4);
    expect(new Set(ids(calendarIn('en'))).size).toBe(4);
  });

  test('falls on the days that are due, month after month, whatever the day it is counted from', () => {
    const date = fc
      .integer({ min: 0, max: 3_000 })
      .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString());
    const every: fc.Arbitrary<Every> = fc.oneof(
      fc.record({ days: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ weeks: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ months: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ years: fc.integer({ min: 1, max: 2 }) }),
    );
    const check = (interval: Every, from: string, today: string) => {
      const task = { every: interval };
      const marked = recurrencesOf(task, from, today).flatMap(({ start, rule }) => {
        const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start));
        return Array.from({ length: times }, () => days.next().toString());
      });
      let due = nextDue(task, from, today);
      const wanted = Array.from({ length: times }, () => {
        const day = due;
        due = nextDue(task, from, addDays(day, 1));
        return day;
      });
      expect({ interval, from, days: marked.sort().slice(0, times) }).toEqual({
        interval,
        from,
        days: wanted,
      });
    };
    check({ months: 1 }, '2026-01-31', '2026-01-31');
    check({ months: 6 }, '2026-08-30', '2026-08-30');
    check({ years: 1 }, '2024-02-29', '2024-03-01');
    fc.assert(fc.property(every, date, date, check), { numRuns: 100 });
  });

  test('begins on a day of this century, or is refused', () => {
    expect(readStart(' 2024-02-29 ')).toBe('2024-02-29');
    for (const typed of [
      '2026-02-31',
      '2026-2-3',
      '1899-12-31',
      '12026-01-01',
      'yesterday',
      '',
      'x'.repeat(1_000_000),
    ])
      expect(readStart(typed)).toBeUndefined();
  });

  test('the next days come soonest first', () => {
    const days = dueDays(catalog, product.slug, '2026-11-30', '2026-11-30').map(({ task, due }) => [
      task.id,
      due,
    ]);
    expect(days[0]).toEqual(['door-seal', '2026-12-14']);
    expect(days.at(-1)).toEqual(['hoses-and-feet', '2027-11-30']);
  });
});
