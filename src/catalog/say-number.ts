import { longDate, regional } from '../i18n/format.ts';
import type { Locale } from '../i18n/locales.ts';
import { type Key, translator } from '../i18n/translate.ts';
import type { Amount } from './numbers.ts';

/**
 * What a sentence may ask of a length of time: `alone` in a table or a list, `adjective` before or
 * after a noun, `for`, `within` and `by` where a language has an ending for them. docs/numbers.md
 * shows them in every language.
 */
export const forms = ['alone', 'adjective', 'for', 'within', 'by'] as const;
export type Form = (typeof forms)[number];

type Unit = 'years' | 'months' | 'days' | 'workingDays';
const keys: Record<Unit, Record<Form | 'bare', Key>> = {
  years: {
    bare: 'warranty.years',
    alone: 'warranty.years.alone',
    adjective: 'warranty.years.adjective',
    for: 'warranty.years.for',
    within: 'warranty.years.within',
    by: 'warranty.years.by',
  },
  months: {
    bare: 'warranty.months',
    alone: 'warranty.months.alone',
    adjective: 'warranty.months.adjective',
    for: 'warranty.months.for',
    within: 'warranty.months.within',
    by: 'warranty.months.by',
  },
  days: {
    bare: 'warranty.days',
    alone: 'warranty.days.alone',
    adjective: 'warranty.days.adjective',
    for: 'warranty.days.for',
    within: 'warranty.days.within',
    by: 'warranty.days.by',
  },
  workingDays: {
    bare: 'warranty.working-days',
    alone: 'warranty.working-days.alone',
    adjective: 'warranty.working-days.adjective',
    for: 'warranty.working-days.for',
    within: 'warranty.working-days.within',
    by: 'warranty.working-days.by',
  },
};

/** "3 years", "20%", "€59": the way a language writes it. The form counts for lengths of time alone. */
export function sayAmount(amount: Amount, locale: Locale, form: Form | 'bare' = 'bare'): string {
  const say = (unit: Unit, count: number) => translator(locale)(keys[unit][form], { count });
  if ('years' in amount) return say('years', amount.years);
  if ('months' in amount) return say('months', amount.months);
  if ('days' in amount) return say('days', amount.days);
  if ('workingDays' in amount) return say('workingDays', amount.workingDays);
  if ('date' in amount) return longDate(Date.parse(amount.date), locale);
  if ('percent' in amount)
    return new Intl.NumberFormat(regional(locale), { style: 'percent' }).format(amount.percent / 100);
  if ('count' in amount) return new Intl.NumberFormat(regional(locale)).format(amount.count);
  return sayMoney(amount.money, amount.currency, locale);
}

/** An amount without cents where there are none. */
export function sayMoney(amount: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(regional(locale), {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount);
}
