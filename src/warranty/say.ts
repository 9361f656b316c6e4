import type { Duration } from '#src/lib/days.ts';
import { longDate, number, regional } from '#src/i18n/format.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';
import { sayAmount, sayMoney } from '#src/catalog/say-number.ts';
import type { WorkingDays } from '#src/catalog/terms.ts';
import { countryName } from './countries.ts';
import type { Sentence, Value } from './verdict.ts';

/** A sentence of a verdict in a language, its values written the way that language writes them. */
export function say({ words, values }: Sentence, locale: Locale): string {
  const written = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, writeValue(value, locale)]),
  );
  const said =
    'key' in words
      ? translator(locale)(words.key, written)
      : words.texts[locale].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => written[name] ?? whole);
  // A Hungarian date ends in a full stop, which is then the sentence's too.
  return said.replaceAll('..', '.');
}

/** "3 years", as the language counts them. */
export function writeDuration(duration: Duration | WorkingDays, locale: Locale): string {
  return sayAmount(duration, locale);
}

function writeValue(value: Value, locale: Locale): string {
  if ('date' in value) return longDate(Date.parse(value.date), locale);
  if ('duration' in value) return writeDuration(value.duration, locale);
  if ('money' in value) return sayMoney(value.money, value.currency, locale);
  if ('nameOfCurrency' in value) return nameOfCurrency(value.nameOfCurrency, locale);
  if ('texts' in value) return value.texts[locale];
  if ('country' in value) return countryName(value.country, locale);
  if ('exchanges' in value) return writeExchanges(value.exchanges, locale);
  return number(value.number, locale);
}

function writeExchanges(count: number, locale: Locale): string {
  const t = translator(locale);
  return count === 0 ? t('warranty.exchanges.none') : t('warranty.exchanges', { count });
}

/** "Hungarian Forint (HUF)". */
function nameOfCurrency(code: string, locale: Locale): string {
  const name = new Intl.DisplayNames(regional(locale), { type: 'currency' }).of(code);
  return `${name ?? code} (${code})`;
}

/** How long a right still lasts: "40 days left", and on the last day itself that it is the last. */
export function sayLeft(daysLeft: number, locale: Locale): string {
  const t = translator(locale);
  return daysLeft === 0 ? t('warranty.side.last-day') : t('warranty.side.left', { count: daysLeft });
}

export const writeMoney = sayMoney;
