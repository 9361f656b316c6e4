import type { Locale } from './locales.ts';

const dayMs = 86_400_000;
const units = [
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** British English for `en`: the product's own spelling. */
export const regional = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale);

/** A formatter takes far longer to make than to use: each language's is made once. */
function keptByLocale<Formatter>(make: (language: string) => Formatter): (locale: Locale) => Formatter {
  const kept = new Map<Locale, Formatter>();
  return (locale) => {
    const formatter = kept.get(locale) ?? make(regional(locale));
    kept.set(locale, formatter);
    return formatter;
  };
}

const long = { dateStyle: 'long', timeZone: 'UTC' } as const;
const dates = keptByLocale((language) => new Intl.DateTimeFormat(language, long));
const times = keptByLocale((language) => new Intl.DateTimeFormat(language, { ...long, timeStyle: 'long' }));
const spans = keptByLocale((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
const numbers = keptByLocale((language) => new Intl.NumberFormat(language));
const lists = keptByLocale((language) => new Intl.ListFormat(language));

/** A date as people say it, e.g. "12 October 2026". Days of content are calendar dates: read in UTC. */
export function longDate(moment: number | Date, locale: Locale): string {
  return dates(locale).format(moment);
}

/** Date and time with the zone, for the `title` of a <time>. */
export function exactTime(moment: number, locale: Locale): string {
  return times(locale).format(moment);
}

/** "3 hours ago" up to a month, then the date. */
export function timeAgo(moment: number, now: number, locale: Locale): string {
  const elapsed = now - moment;
  if (elapsed > 30 * dayMs) return longDate(moment, locale);
  for (const [unit, ms] of units)
    if (elapsed >= ms) return spans(locale).format(-Math.floor(elapsed / ms), unit);
  return spans(locale).format(0, 'minute');
}

export function number(value: number, locale: Locale): string {
  return numbers(locale).format(value);
}

/** "a, b and c". */
export function list(values: readonly string[], locale: Locale): string {
  return lists(locale).format(values);
}
