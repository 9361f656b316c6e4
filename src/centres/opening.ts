import { Temporal } from 'temporal-polyfill';
import { type Hours, type Span, type Week, weekdays } from '../catalog/hours.ts';
import { defaultLocale, type Locale } from '../i18n/locales.ts';
import { addDays, type CalendarDate, dayIn } from '../lib/days.ts';
import { holidayOn } from './holidays.ts';

/** How far ahead an opening is looked for: longer than any closing for the summer. */
const daysAhead = 60;

/** A place that opens and closes by its own clock. */
export interface Place {
  country: string;
  hours: Hours;
}

/** The hours of one day. */
export interface OpenDay {
  date: CalendarDate;
  /** Closed without any. */
  spans: Span[];
  /** Why they are not those of the week. */
  why?: string;
}

/** Hours are HH:MM by the clock of the place. */
export type Opening =
  | { open: true; until: string }
  | {
      open: false;
      /** The next opening within two months, and how many days from today it is there. */
      next?: { date: CalendarDate; from: string; days: number };
    };

/** A place that keeps other hours of the week, and the same days off: such as a chat beside a phone. */
export const withWeek = (place: Place, week: Week): Place => ({ ...place, hours: { ...place.hours, week } });

/** The calendar date at a moment (milliseconds UTC) where the place is. */
export const todayAt = ({ hours }: Place, now: number): CalendarDate => dayIn(hours.zone, now);

/** Whether a place is open at a moment (milliseconds UTC), and until or from when, by its own clock. */
export function openingAt(place: Place, now: number): Opening {
  const { zone } = place.hours;
  const today = Temporal.PlainDate.from(dayIn(zone, now));
  for (let days = 0; days <= daysAhead; days += 1) {
    const date = today.add({ days });
    for (const { from, until } of hoursOn(place, date.toString()).spans) {
      if (now >= momentOf(date, until, zone)) continue;
      if (now >= momentOf(date, from, zone)) return { open: true, until };
      return { open: false, next: { date: date.toString(), from, days } };
    }
  }
  return { open: false };
}

/** The hours of a calendar date: an exception stands above a public holiday, a holiday above the week. */
export function hoursOn({ country, hours }: Place, date: string, locale: Locale = defaultLocale): OpenDay {
  const exception = hours.exceptions.find(({ from, to = from }) => from <= date && date <= to);
  if (exception) return { date, spans: exception.open, why: exception.why[locale] };
  const holiday = holidayOn(date, country, hours.region, locale);
  if (holiday) return { date, spans: [], why: holiday };
  return { date, spans: usualOn(hours.week, date) };
}

/** What the week says of a calendar date. */
function usualOn(week: Week, date: CalendarDate): Span[] {
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
  return weekday ? week[weekday] : [];
}

/** The days to come whose hours are not those of the week, with the reason; closed days that always are, left out. */
export function otherHours(place: Place, now: number, days: number, locale: Locale): OpenDay[] {
  const today = todayAt(place, now);
  return Array.from({ length: days }, (_, offset) => hoursOn(place, addDays(today, offset), locale)).filter(
    ({ why }) => why !== undefined,
  );
}

/** When a clock there shows that hour; the first time where it shows it twice, the later one where it skips it. */
const momentOf = (date: Temporal.PlainDate, clock: string, zone: string) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: clock }).epochMilliseconds;
