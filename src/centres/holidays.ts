import Calendar from 'date-holidays';
import { LRUCache } from 'lru-cache';
import type { Locale } from '../i18n/locales.ts';

/** Some sets of a few dozen names: a set is a country, or a region of it, in a year and a language. */
const kept = new LRUCache<string, Map<string, string>>({ max: 500 });

/**
 * The name of the public holiday that a calendar date is in a country, or in a region of it; undefined
 * on any other day. In the reader's language where the calendar knows it, else in the country's own.
 */
export function holidayOn(
  date: string,
  country: string,
  region: string | undefined,
  locale: Locale,
): string | undefined {
  const year = date.slice(0, 4);
  const key = [country, region, year, locale].join();
  let holidays = kept.get(key);
  if (!holidays) {
    const calendar = new Calendar(country, region ?? '', { types: ['public'] });
    holidays = new Map(
      calendar
        .getHolidays(Number(year), locale)
        .filter(({ type }) => type === 'public')
        .map(({ date: day, name }) => [day.slice(0, 10), name]),
    );
    kept.set(key, holidays);
  }
  return holidays.get(date);
}
