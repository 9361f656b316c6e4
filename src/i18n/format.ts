import type { Locale } from './locales.ts';

const dayMs = 86_400_000;
const units = [
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** British English for `en`: the product's own spelling. */
export const regional = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale);

/** A date as people say it, e.g. "12 October 2026". Days of content are calendar dates: read in UTC. */
export function longDate(moment: number | Date, locale: Locale): string {
  return new Intl.DateTimeFormat(regional(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(moment);
}

/** Date and time with the zone, for the `title` of a <time>. */
export function exactTime(moment: number, locale: Locale): string {
  return new Intl.DateTimeFormat(regional(locale), {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  }).format(moment);
}

/** "3 hours ago" up to a month, then the date. */
export function timeAgo(moment: number, now: number, locale: Locale): string {
  const elapsed = now - moment;
  if (elapsed > 30 * dayMs) return longDate(moment, locale);
  const formatter = new Intl.RelativeTimeFormat(regional(locale), { numeric: 'auto' });
  for (const [unit, ms] of units) if (elapsed >= ms) return formatter.format(-Math.floor(elapsed / ms), unit);
  return formatter.format(0, 'minute');
}

export function number(value: number, locale: Locale): string {
  return new Intl.NumberFormat(regional(locale)).format(value);
}

/** "a, b and c". */
export function list(values: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(regional(locale)).format(values);
}
