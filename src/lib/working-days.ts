import { Temporal } from 'temporal-polyfill';
import { addDays, type CalendarDate, dayIn } from './days.ts';

/** In the order of ISO 8601. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** When a company works. */
export interface WorkingDays {
  timeZone: string;
  days: (typeof weekdays)[number][];
  /** Days on which it does not. */
  closed: CalendarDate[];
}

/** A company that is closed for longer says so elsewhere; nothing is counted beyond. */
const mostDays = 366;

/**
 * The end of the `count`-th working day after the day of `moment`, as the company's clocks have it:
 * the last second of that day, in milliseconds UTC.
 */
export function endOfWorkingDay(moment: number, count: number, working: WorkingDays): number {
  let day = dayIn(working.timeZone, moment);
  for (let left = count, passed = 0; left > 0 && passed < mostDays; passed += 1) {
    day = addDays(day, 1);
    if (isWorkingDay(day, working)) left -= 1;
  }
  return startOf(addDays(day, 1), working.timeZone) - 1_000;
}

/** The first moment of a year by the clocks of a time zone. */
export function startOfYear(year: number, timeZone: string): number {
  return startOf(`${String(year).padStart(4, '0')}-01-01`, timeZone);
}

/** The year of a moment by the clocks of a time zone. */
export function yearOf(moment: number, timeZone: string): number {
  return Number(dayIn(timeZone, moment).slice(0, 4));
}

const startOf = (day: CalendarDate, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds;

function isWorkingDay(day: CalendarDate, { days, closed }: WorkingDays): boolean {
  const weekday = weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1];
  return weekday !== undefined && days.includes(weekday) && !closed.includes(day);
}
