import type { Every } from '../catalog/series.ts';
import { regional } from '../i18n/format.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/translate.ts';

const minutesPerHour = 60;

/** "1 hour, 20 minutes". */
export function sayMinutes(minutes: number, locale: Locale): string {
  const said = (value: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(regional(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  const hours = Math.floor(minutes / minutesPerHour);
  const rest = minutes % minutesPerHour;
  return new Intl.ListFormat(regional(locale), { type: 'unit' }).format([
    ...(hours > 0 ? [said(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [said(rest, 'minute')] : []),
  ]);
}

/** "every 3 months". */
export function sayEvery(every: Every, locale: Locale): string {
  const t = translator(locale);
  if ('days' in every) return t('guides.every.days', { count: every.days });
  if ('weeks' in every) return t('guides.every.weeks', { count: every.weeks });
  if ('months' in every) return t('guides.every.months', { count: every.months });
  return t('guides.every.years', { count: every.years });
}
