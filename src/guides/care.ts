import { Temporal } from 'temporal-polyfill';
import type { Catalog } from '../catalog/catalog.ts';
import type { CareTask, Every } from '../catalog/series.ts';
import type { CalendarDate } from '../lib/days.ts';

/** Calendars end here, and so do we. */
const lastDay = '9999-12-31';

/** What a product wants over the year, the most frequent first; with a model, only what that model wants. */
export function careOf(catalog: Catalog, product: string, model?: string): CareTask[] {
  const tasks = catalog.care.find((care) => care.product === product)?.tasks ?? [];
  return tasks
    .filter(({ models }) => !model || !models || models.includes(model))
    .sort((a, b) => daysOf(a.every) - daysOf(b.every));
}

/**
 * The first day from `today` on when a task is due that is done at intervals beginning with `since`,
 * itself not a day on which it is due. Three months after 30 November is
 * the last day of February, and the time after that 30 May again.
 */
export function nextDue(
  { every }: Pick<CareTask, 'every'>,
  since: CalendarDate,
  today: CalendarDate,
): CalendarDate {
  const start = Temporal.PlainDate.from(since);
  const now = Temporal.PlainDate.from(today);
  const passed = Math.floor(start.until(now, { largestUnit: 'days' }).days / daysOf(every));
  // Months differ: the count of intervals may be one too high or too low.
  for (let times = Math.max(1, passed - 1); ; times += 1) {
    const due = start.add(multiplied(every, times), { overflow: 'constrain' });
    if (due.year > 9999) return lastDay;
    if (Temporal.PlainDate.compare(due, now) >= 0) return due.toString();
  }
}

function multiplied(every: Every, times: number): Temporal.DurationLike {
  return Object.fromEntries(Object.entries(every).map(([unit, count]) => [unit, Number(count) * times]));
}

/** About how many days lie between, and on average never fewer than there are. */
function daysOf(every: Every): number {
  if ('days' in every) return every.days;
  if ('weeks' in every) return every.weeks * 7;
  return 'months' in every ? every.months * 30.5 : every.years * 366;
}
