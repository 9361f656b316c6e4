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
  return firstOfMonth(dates(locale).format(moment), locale);
}

/** French says the first day of a month as an ordinal, which its formatter does not: "1er juin". */
const firstOfMonth = (date: string, locale: Locale): string =>
  locale === 'fr' ? date.replace(/(?<=^|\s)1(?=\s\p{L})/u, '1er') : date;

/** The full stop of a sentence that ends in `said`; a Hungarian date ends in one already. */
export const fullStop = (said: string): string => (said.endsWith('.') ? '' : '.');

const zoned = new Map<string, Intl.DateTimeFormat>();

/** A date with its weekday by the clocks of a time zone, e.g. "Tuesday 24 November 2026". */
export function dateIn(moment: number, locale: Locale, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  const formatter =
    zoned.get(key) ?? new Intl.DateTimeFormat(regional(locale), { dateStyle: 'full', timeZone });
  zoned.set(key, formatter);
  return firstOfMonth(formatter.format(moment), locale);
}

const shares = keptByLocale(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }),
);

/** "92 %", rounded down, so that nothing is called whole that is not. */
export function percent(share: number, locale: Locale): string {
  return shares(locale).format(Math.floor(share * 100) / 100);
}

const hoursLong = keptByLocale((language) => spanFormat(language, 'hour'));
const daysLong = keptByLocale((language) => spanFormat(language, 'day'));
const spanFormat = (language: string, unit: 'hour' | 'day') =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 });

/** A span of time, rounded up: "5 hours" up to two days, then "3 days". */
export function duration(ms: number, locale: Locale): string {
  return ms < 2 * dayMs
    ? hoursLong(locale).format(Math.ceil(ms / 3_600_000))
    : daysLong(locale).format(Math.ceil(ms / dayMs));
}

/** Date and time with the zone, for the `title` of a <time>. */
export function exactTime(moment: number, locale: Locale): string {
  return firstOfMonth(times(locale).format(moment), locale);
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

/** An hour of the clock, given as HH:MM, as a language prints it: "9:00", "9 h 30", "9.00". */
export function clock(time: string, locale: Locale): string {
  const [hour = '', minute = ''] = time.split(':');
  const plain = String(Number(hour));
  if (locale === 'fr') return `${plain}\u00a0h${minute === '00' ? '' : `\u00a0${minute}`}`;
  return `${plain}${locale === 'sv' ? '.' : ':'}${minute}`;
}
