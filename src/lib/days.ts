import { Temporal } from 'temporal-polyfill';

/** A day of the calendar, YYYY-MM-DD, without a time or a zone. */
export type CalendarDate = string;

/** A length of time as an editor writes it: `{ years: 3 }`, `{ months: 6 }` or `{ days: 30 }`. */
export type Duration = { years: number } | { months: number } | { days: number };

const lastDay = '9999-12-31';

/** True for a day that exists, e.g. not for 2026-02-31. */
export function isCalendarDate(value: string): value is CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value;
  } catch {
    return false;
  }
}

/**
 * The last day of a period that begins with an event on `start`, that day itself not counted
 * (Regulation (EEC, Euratom) 1182/71, article 3): the same date in the month where it ends, or the
 * last day of that month where there is no such date. Never later than 9999-12-31.
 */
export function lastDayOf(start: CalendarDate, duration: Duration): CalendarDate {
  const end = Temporal.PlainDate.from(start).add(duration, { overflow: 'constrain' });
  return end.year > 9999 ? lastDay : end.toString();
}

/**
 * The last day of a period that "begins with" `start`, that day itself counted: the eve of the same
 * date in the month where it ends, or the last day of that month where there is no such date.
 */
export function lastDayCounting(start: CalendarDate, duration: Duration): CalendarDate {
  const end = Temporal.PlainDate.from(lastDayOf(start, duration));
  const cut = !('days' in duration) && end.day !== Temporal.PlainDate.from(start).day;
  return cut ? end.toString() : addDays(end.toString(), -1);
}

/** `count` days later, or earlier where it is negative. */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  const moved = Temporal.PlainDate.from(date).add({ days: count });
  return moved.year > 9999 ? lastDay : moved.toString();
}

/** Whole days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** The day itself from Monday to Friday, the Monday after a Saturday or a Sunday. Knows no holidays. */
export function orNextWeekday(date: CalendarDate): CalendarDate {
  const { dayOfWeek } = Temporal.PlainDate.from(date);
  return dayOfWeek < 6 ? date : addDays(date, 8 - dayOfWeek);
}

/** So many days from Monday to Friday later, the first day not counted. Knows no holidays, which only make it longer. */
export function weekdaysAfter(date: CalendarDate, count: number): CalendarDate {
  let day = date;
  for (let left = count; left > 0; left -= 1) day = orNextWeekday(addDays(day, 1));
  return day;
}

/** The calendar day it is at a moment in a time zone such as Europe/Athens. */
export function dayIn(zone: string, nowMs: number): CalendarDate {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** True where a time zone of that name exists. */
export function isTimeZone(zone: string): boolean {
  try {
    dayIn(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** The later of two days. */
export const laterOf = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);

/** The earlier of two days. */
export const earlierOf = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);
