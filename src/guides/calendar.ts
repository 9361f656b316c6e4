import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Catalog } from '../catalog/catalog.ts';
import type { Product } from '../catalog/schemas.ts';
import type { CareTask } from '../catalog/series.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/translate.ts';
import { addDays, type CalendarDate, isCalendarDate } from '../lib/days.ts';
import { careOf, nextDue } from './care.ts';

/** Reminds at nine in the morning of the day before: so many seconds before the day begins. */
const reminderSeconds = 15 * 3600;
const monthsPerYear = 12;
const shortestMonth = 28;
const february = 2;

const earliest = '2000-01-01';
const latest = '2099-12-31';

/** The day from which care is counted, as somebody typed it; undefined when it is no day of this century. */
export function readStart(typed: string): CalendarDate | undefined {
  const date = typed.trim();
  return isCalendarDate(date) && date >= earliest && date <= latest ? date : undefined;
}

export interface CalendarWish {
  product: Product;
  /** The day from which care is counted. */
  from: CalendarDate;
  today: CalendarDate;
  locale: Locale;
  /** The origin of links. */
  publicUrl: string;
  /** Milliseconds UTC: when the calendar is made. */
  now: number;
}

/**
 * The care of a product as a calendar (RFC 5545): one recurring day for each task, from its next due
 * day on, with the same id whenever it is made, so that a calendar read in again takes its place.
 */
export function careCalendar(catalog: Catalog, wish: CalendarWish): string {
  const { product, from, today, locale, publicUrl, now } = wish;
  const t = translator(locale);
  const host = new URL(publicUrl).hostname;
  const page = `${publicUrl}/${locale}/products/${product.slug}/`;
  const calendar = ical({
    prodId: { company: catalog.site.name, product: 'Aftercare', language: locale.toUpperCase() },
    name: t('guides.care.calendar', { product: product.name[locale] }),
  });
  for (const task of careOf(catalog, product.slug)) {
    const link = task.article ? `${publicUrl}/${locale}/articles/${task.article}/` : page;
    const summary = `${product.name[locale]}: ${task.name[locale]}`;
    recurrencesOf(task, from, today).forEach(({ start, rule }, index) => {
      const event = calendar.createEvent({
        id: `care-${product.slug}-${task.id}${index > 0 ? `-${monthOf(start)}` : ''}@${host}`,
        stamp: new Date(now),
        start: new Date(start),
        allDay: true,
        transparency: ICalEventTransparency.TRANSPARENT,
        repeating: rule,
        summary,
        description: [task.models?.join(', '), task.note?.[locale], link].filter(Boolean).join('\n'),
        url: link,
      });
      event.createAlarm({ type: ICalAlarmType.display, trigger: reminderSeconds, description: summary });
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** One recurring day of a calendar. */
export interface Recurrence {
  start: CalendarDate;
  /** An RRULE of RFC 5545. */
  rule: string;
}

/**
 * The recurrences that together fall on the days of `nextDue`: one, unless months are counted from
 * the 29th, 30th or 31st. A monthly rule would leave out the months that are too short for it
 * (RFC 5545, 3.3.10), and calendars disagree on BYSETPOS; so then each month recurs by itself.
 */
export function recurrencesOf(
  task: Pick<CareTask, 'every'>,
  from: CalendarDate,
  today: CalendarDate,
): Recurrence[] {
  const { every } = task;
  const start = nextDue(task, from, today);
  if ('days' in every) return [{ start, rule: `FREQ=DAILY;INTERVAL=${every.days}` }];
  if ('weeks' in every) return [{ start, rule: `FREQ=WEEKLY;INTERVAL=${every.weeks}` }];
  const months = 'months' in every ? every.months : every.years * monthsPerYear;
  if (Temporal.PlainDate.from(from).day <= shortestMonth)
    return [{ start, rule: `FREQ=MONTHLY;INTERVAL=${months}` }];
  const years = months / greatestCommon(months, monthsPerYear);
  return nextTimes(task, from, today).map((date) => ({
    start: date,
    rule: `FREQ=YEARLY;INTERVAL=${years}${monthOf(date) === february ? ';BYMONTH=2;BYMONTHDAY=-1' : ''}`,
  }));
}

/** The next due days, one for each month of the year that the task ever comes to. */
function nextTimes(task: Pick<CareTask, 'every'>, from: CalendarDate, today: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = today; ; day = addDays(day, 1)) {
    day = nextDue(task, from, day);
    if (days.some((earlier) => monthOf(earlier) === monthOf(day))) return days;
    days.push(day);
  }
}

const monthOf = (date: CalendarDate) => Number(date.slice(5, 7));
const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));

/** The next day on which each task is due, the soonest first. */
export function dueDays(
  catalog: Catalog,
  product: string,
  from: CalendarDate,
  today: CalendarDate,
): { task: CareTask; due: CalendarDate }[] {
  return careOf(catalog, product)
    .map((task) => ({ task, due: nextDue(task, from, today) }))
    .sort((a, b) => a.due.localeCompare(b.due));
}
