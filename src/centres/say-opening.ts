import { Temporal } from 'temporal-polyfill';
import { type Span, type Week, weekdays } from '../catalog/hours.ts';
import { clock, regional } from '../i18n/format.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/translate.ts';
import type { CalendarDate } from '../lib/days.ts';
import type { Opening } from './opening.ts';

/** From here on a weekday alone could be taken for the next one. */
const daysOfAWeek = 7;

/** "Closed now, opens on Monday at 9:00". */
export function sayOpening(opening: Opening, locale: Locale): string {
  const t = translator(locale);
  if (opening.open) return t('centres.openUntil', { time: clock(opening.until, locale) });
  if (!opening.next) return t('centres.closed');
  const { date, from, days } = opening.next;
  const time = clock(from, locale);
  if (days === 0) return t('centres.opensToday', { time });
  if (days === 1) return t('centres.opensTomorrow', { time });
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
  if (days < daysOfAWeek && weekday) return t(`centres.opens.${weekday}`, { time });
  return t('centres.opensOn', { date: dayName(date, locale, { day: 'numeric', month: 'long' }), time });
}

/** "9:00–14:00, 17:00–20:30", or the word for closed. */
export function saySpans(spans: readonly Span[], locale: Locale): string {
  if (spans.length === 0) return translator(locale)('centres.hours.none');
  const dash = locale === 'fr' ? '\u00a0– ' : '–';
  return spans.map(({ from, until }) => clock(from, locale) + dash + clock(until, locale)).join(', ');
}

/** The days of a week that have the same hours, together: "Monday – Friday", 9:00–17:00. Without those that are closed. */
export function sayWeek(week: Week, locale: Locale): { days: string; hours: string }[] {
  const runs: { first: number; last: number; hours: string }[] = [];
  weekdays.forEach((day, index) => {
    if (week[day].length === 0) return;
    const hours = saySpans(week[day], locale);
    const run = runs.at(-1);
    if (run?.hours === hours && run.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index, hours });
  });
  return runs.map(({ first, last, hours }) => ({
    days: [...new Set([first, last])].map((index) => weekdayName(index, locale)).join('–'),
    hours,
  }));
}

/** The name of a weekday, counted from Monday as 0. */
export function weekdayName(index: number, locale: Locale): string {
  // 5 January 1970 was a Monday.
  return dayName(`1970-01-${String(index + 5).padStart(2, '0')}`, locale, { weekday: 'long' });
}

/** A calendar date by some of its parts. */
export function dayName(date: CalendarDate, locale: Locale, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(regional(locale), { ...parts, timeZone: 'UTC' }).format(new Date(date));
}
