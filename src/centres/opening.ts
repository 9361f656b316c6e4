import { Temporal } from 'temporal-polyfill';
import { type Hours, type Span, type Week, weekdays } from '../catalog/hours.ts';
import { defaultLocale, type Locale } from '../i18n/locales.ts';
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
  /** Calendar date, YYYY-MM-DD. */
  date: string;
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
      next?: { date: string; from: string; days: number };
    };

/** A place that keeps other hours of the week, and the same days off: such as a chat beside a phone. */
export const withWeek = (place: Place, week: Week): Place => ({ ...place, hours: { ...place.hours, week } });

/** The calendar date at a moment (milliseconds UTC) where the place is. */
export function todayAt({ hours }: Place, now: number): string {
  return momentAt(hours.zone, now).toPlainDate().toString();
}

/** Whether a place is open at a moment (milliseconds UTC), and until or from when, by its own clock. */
export function openingAt(place: Place, now: number): Opening {
  const { zone } = place.hours;
  const here = momentAt(zone, now);
  const today = here.toPlainDate();
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
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
  return { date, spans: weekday ? hours.week[weekday] : [] };
}

/** The days of the coming weeks whose hours are not those of the week, with the reason. */
export function otherHours(place: Place, now: number, days: number, locale: Locale): OpenDay[] {
  const today = momentAt(place.hours.zone, now).toPlainDate();
  return Array.from({ length: days }, (_, offset) =>
    hoursOn(place, today.add({ days: offset }).toString(), locale),
  ).filter(({ why }) => why !== undefined);
}

const momentAt = (zone: string, now: number) =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);

/** When a clock there shows that hour; the first time where it shows it twice, the later one where it skips it. */
const momentOf = (date: Temporal.PlainDate, clock: string, zone: string) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: clock }).epochMilliseconds;
