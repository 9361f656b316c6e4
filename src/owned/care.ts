import type { Catalog } from '#src/catalog/catalog.ts';
import type { CareTask } from '#src/catalog/series.ts';
import { careOf, nextDue } from '#src/guides/care.ts';
import type { CalendarDate } from '#src/lib/days.ts';
import { todayIn } from '#src/warranty/terms.ts';
import { type Bought } from './coverage.ts';
import { startOf } from './due.ts';

/** What a thing wants next, the earliest first. */
export function careDue(
  catalog: Catalog,
  thing: Bought & { model: string },
  now: number,
): { task: CareTask; day: CalendarDate }[] {
  const today = todayIn(catalog, thing.country, now);
  return careOf(catalog, thing.product, thing.model)
    .map((task) => ({ task, day: nextDue(task, startOf(thing), today) }))
    .sort((a, b) => a.day.localeCompare(b.day));
}
