import { Temporal } from 'temporal-polyfill';

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
  /** Calendar dates on which it does not. */
  closed: string[];
}

/** A company that is closed for longer says so elsewhere; nothing is counted beyond. */
const mostDays = 366;

/**
 * The end of the `count`-th working day after the day of `moment`, as the company's clocks have it:
 * the last second of that day, in milliseconds UTC.
 */
export function endOfWorkingDay(moment: number, count: number, working: WorkingDays): number {
  let day = dayOf(moment, working.timeZone);
  for (let left = count, passed = 0; left > 0 && passed < mostDays; passed += 1) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, working)) left -= 1;
  }
  return startOf(day.add({ days: 1 }), working.timeZone) - 1_000;
}

/** The first moment of a year by the clocks of a time zone. */
export function startOfYear(year: number, timeZone: string): number {
  return startOf(Temporal.PlainDate.from({ year, month: 1, day: 1 }), timeZone);
}

/** The year of a moment by the clocks of a time zone. */
export function yearOf(moment: number, timeZone: string): number {
  return dayOf(moment, timeZone).year;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const dayOf = (moment: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate();

const startOf = (day: Temporal.PlainDate, timeZone: string) =>
  day.toZonedDateTime({ timeZone }).toInstant().epochMilliseconds;

function isWorkingDay(day: Temporal.PlainDate, { days, closed }: WorkingDays): boolean {
  const weekday = weekdays[day.dayOfWeek - 1];
  return weekday !== undefined && days.includes(weekday) && !closed.includes(day.toString());
}
