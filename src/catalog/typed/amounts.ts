import type { Locale } from '../../i18n/locales.ts';
import type { Amount } from '../numbers.ts';
import { type TypedUnit, vocabularies } from './words.ts';

/** An amount with its unit as somebody typed it. */
export interface TypedAmount {
  amount: Amount;
  unit: TypedUnit;
  /** Where it begins. */
  at: number;
  written: string;
  /** True for "every three months". */
  again: boolean;
}

/** Lower case and, in Greek, without accents, character for character: what stands where stays there. */
export function folded(text: string, locale: Locale): string {
  const lower = [...text].map((letter) => {
    const small = letter.toLocaleLowerCase(locale);
    const plain = locale === 'el' ? small.normalize('NFD').replace(/\p{M}/gu, '') : small;
    return plain.length === letter.length ? plain : letter;
  });
  return lower.join('').replace(/[\u00a0\u202f]/g, ' ');
}

const patterns = new Map<Locale, RegExp>();

function patternOf(locale: Locale): RegExp {
  const known = patterns.get(locale);
  if (known) return known;
  const { numbers, units } = vocabularies[locale];
  const words = Object.values(numbers).reverse().join('|');
  const named = units.map(([unit, source]) => `(?<${unit}>${source})`).join('|');
  // A number that ends another, a range, a date or a model is none of its own.
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}]|\\p{N}[.,:/])(?:(?<digits>\\p{N}{1,4})|(?<word>${words}))[ \\n-]{0,3}(?:${named})(?!\\p{L})`,
    'gu',
  );
  patterns.set(locale, pattern);
  return pattern;
}

/** The durations and percentages typed in a text; none of the past, nor ages. */
export function amountsTyped(text: string, locale: Locale): TypedAmount[] {
  const vocabulary = vocabularies[locale];
  const plain = folded(text, locale);
  const found: TypedAmount[] = [];
  const add = (unit: TypedUnit, count: number, at: number, length: number) => {
    const [before, after] = [plain.slice(0, at), plain.slice(at + length)];
    if (count === 0 || vocabulary.agoBefore?.test(before) || vocabulary.agoAfter?.test(after)) return;
    const written = text.slice(at, at + length).replace(/\s+/g, ' ');
    found.push({ amount: amountOf(unit, count), unit, at, written, again: vocabulary.every.test(before) });
  };
  for (const match of plain.matchAll(patternOf(locale))) {
    const { digits, word = '', ...units } = match.groups ?? {};
    const unit = vocabulary.units.find(([name]) => units[name] !== undefined)?.[0];
    const count = digits === undefined ? numberOf(word, locale) : Number(digits);
    // "One day" mostly is "some day".
    const some = word && count === 1 && unit !== 'years';
    if (unit && count !== undefined && !some) add(unit, count, match.index, match[0].length);
  }
  for (const [pattern, unit, count] of vocabulary.compounds ?? [])
    for (const match of plain.matchAll(pattern)) add(unit, count, match.index, match[0].length);
  return found.sort((a, b) => a.at - b.at);
}

const numberOf = (word: string, locale: Locale): number | undefined =>
  Object.entries(vocabularies[locale].numbers)
    .map(([count, source]) => ({ count: Number(count), pattern: new RegExp(`^(?:${source})$`, 'u') }))
    .find(({ pattern }) => pattern.test(word))?.count;

function amountOf(unit: TypedUnit, count: number): Amount {
  if (unit === 'years') return { years: count };
  if (unit === 'months') return { months: count };
  if (unit === 'weeks') return { days: count * 7 };
  if (unit === 'days') return { days: count };
  if (unit === 'workingDays') return { workingDays: count };
  return { percent: count };
}
