import type { Locale } from '../../i18n/locales.ts';
import type { Catalog } from '../catalog.ts';
import { type Amount, numbersIn, type TermNumber } from '../numbers.ts';
import type { TextFile } from '../texts.ts';
import { amountsTyped, folded, type TypedAmount } from './amounts.ts';
import { excuse, type Passage, passagesOf } from './passages.ts';
import { type Subjects, subjectsFinder } from './subjects.ts';
import { type Topic, vocabularies } from './words.ts';

/** A number that somebody typed where our terms have one. */
export interface TypedNumber {
  file: string;
  line: number;
  field: string;
  written: string;
  amount: Amount;
  /** The numbers of the terms it may be, nearest first; never empty. */
  known: TermNumber[];
  agrees: boolean;
}

/** What a clause is judged by. */
interface Clause {
  topics: Set<Topic>;
  subjects: Subjects;
}

/**
 * Finds the durations, windows and percentages typed by hand where a text speaks of warranty, law,
 * returns, claims or maintenance, each with the numbers of the newest terms that it may be. A number
 * that none of the terms could be about is left alone, and so is one behind an excuse.
 */
export function typedNumbers(files: readonly TextFile[], catalog: Catalog): TypedNumber[] {
  const numbers = numbersIn(catalog);
  const finders = new Map<Locale, ReturnType<typeof subjectsFinder>>();
  return files.flatMap((file) => {
    const subjectsOf = finders.get(file.locale) ?? subjectsFinder(catalog, file.locale);
    finders.set(file.locale, subjectsOf);
    const about = [...catalog.articles, ...catalog.troubleshooters].find(({ slug }) => slug === file.slug);
    return passagesOf(file).flatMap((passage) =>
      sentencesOf(passage.text).flatMap((sentence) =>
        clausesOf(sentence).flatMap((clause) =>
          amountsTyped(clause.text, file.locale).flatMap((typed) => {
            if (passage.excused || isExcused(clause.text, typed)) return [];
            const judged = judge(typed, clause.text, sentence.text, passage, file.locale, subjectsOf);
            const known = judged ? candidates(numbers, typed, judged, about?.products ?? [], catalog) : [];
            if (known.length === 0) return [];
            return {
              file: file.file,
              line: passage.line + linesBefore(passage.text, clause.at + typed.at),
              field: passage.field,
              ...{ written: typed.written, amount: typed.amount },
              known: known.sort(
                (a, b) => distance(a.amount, typed.amount) - distance(b.amount, typed.amount),
              ),
              agrees: known.some(({ amount }) => distance(amount, typed.amount) === 0),
            };
          }),
        ),
      ),
    );
  });
}

interface Piece {
  text: string;
  /** Where it begins in its passage. */
  at: number;
}

const pieces = (text: string, at: number, pattern: RegExp): Piece[] => {
  let from = 0;
  return [...text.split(pattern)].map((part) => {
    const start = text.indexOf(part, from);
    from = start + part.length;
    return { text: part, at: at + start };
  });
};
const sentencesOf = (text: string): Piece[] => pieces(text, 0, /(?<=[.!?…])\s+/);
const clausesOf = ({ text, at }: Piece): Piece[] => pieces(text, at, /[;·](?=\s)/);

const linesBefore = (text: string, at: number) => text.slice(0, at).split('\n').length - 1;

const isExcused = (text: string, { at }: TypedAmount) => text.slice(0, at).trimEnd().endsWith(excuse);

/** What the amount is about: what its clause says; else what stands around it, where it surely belongs to that. */
function judge(
  { unit, again }: TypedAmount,
  clause: string,
  sentence: string,
  { above, field }: Passage,
  locale: Locale,
  subjectsOf: (text: string) => Subjects,
): Clause | undefined {
  const topicsOf = (text: string) => {
    const plain = folded(text, locale);
    const topics = Object.entries(vocabularies[locale].topics) as [Topic, RegExp][];
    return new Set(topics.filter(([, pattern]) => pattern.test(plain)).map(([topic]) => topic));
  };
  const subjects = subjectsOf(clause);
  const named = Object.values(subjects).some((each: string[]) => each.length > 0);
  let topics = topicsOf(clause);
  if (topics.size === 0) {
    const around = topicsOf(`${sentence}\n${above}`);
    const belongs = named || unit === 'years' || field !== 'text' || topicsOf(above).has('returns');
    topics = belongs ? around : topics;
  }
  if (again && !topics.has('maintenance')) return undefined;
  return topics.size > 0 ? { topics, subjects } : undefined;
}

function candidates(
  numbers: readonly TermNumber[],
  typed: TypedAmount,
  { topics, subjects }: Clause,
  about: readonly string[],
  { laws }: Catalog,
): TermNumber[] {
  const products = subjects.products.length > 0 ? subjects.products : about;
  const ofProduct = ({ of }: TermNumber) => of !== undefined && products.includes(of);
  const members = laws.find(({ members }) => members)?.members ?? {};
  const lawOf = ({ of, field }: TermNumber) =>
    subjects.countries.length === 0 ||
    subjects.countries.some(
      (country) =>
        of === country ||
        (of === 'EU' &&
          Object.hasOwn(members, country) &&
          !numbers.some((own) => own.kind === 'Law' && own.of === country && own.field === field)),
    );
  const law = topics.has('law') || subjects.countries.length > 0;
  const warranty = topics.has('warranty') && (!law || subjects.products.length > 0);
  return numbers.filter((number) => {
    const { kind, field } = number;
    const window = kind === 'Returns' || field === 'withdrawal' || field === 'reject';
    if (!comparable(typed.amount, number.amount, window && !topics.has('warranty'))) return false;
    const part = /^parts\.(.+)\.duration$/.exec(field)?.[1];
    if (kind === 'Policy' && part !== undefined)
      return warranty && ofProduct(number) && subjects.parts.includes(part);
    if (kind === 'Policy' && (field === 'duration' || field.startsWith('countries.')))
      return warranty && ofProduct(number);
    if (kind === 'Policy' && field === 'claim.answer') return topics.has('answer') && ofProduct(number);
    if (kind === 'Policy' && field === 'claim.repair') return topics.has('repair') && ofProduct(number);
    if (kind === 'Policy' && field === 'maintenance.every')
      return topics.has('maintenance') && ofProduct(number);
    if (kind === 'Policy' && field === 'maintenance.discount')
      return topics.has('discount') && ofProduct(number);
    if (kind === 'Returns') return field === 'window' ? topics.has('returns') : topics.has('refund');
    if (kind === 'Plan') return field === 'duration' && topics.has('maintenance');
    // Of second-hand goods our articles tell nothing.
    if (kind !== 'Law' || field.startsWith('used') || !lawOf(number)) return false;
    return law || (field === 'withdrawal' && topics.has('withdrawal'));
  });
}

/** The most days that are surely no term in other words. */
const longestWindow = 60;

/** Whether one could stand for the other: days for days, months for years, and what is too long for a window for either. */
function comparable(typed: Amount, known: Amount, window: boolean): boolean {
  if (!Number.isFinite(distance(typed, known))) return false;
  if ('days' in typed === 'days' in known) return true;
  return window || ('days' in typed && typed.days > longestWindow);
}

/** How far two amounts are apart; infinite where they are of different kinds. */
function distance(a: Amount, b: Amount): number {
  if ('workingDays' in a || 'workingDays' in b)
    return 'workingDays' in a && 'workingDays' in b ? Math.abs(a.workingDays - b.workingDays) : Infinity;
  if ('percent' in a || 'percent' in b)
    return 'percent' in a && 'percent' in b ? Math.abs(a.percent - b.percent) : Infinity;
  const [one, other] = [daysIn(a), daysIn(b)];
  return one === undefined || other === undefined ? Infinity : Math.abs(one - other);
}

/** About how many days; a month and a day never come out alike, for 12 months are no 360 days. */
function daysIn(amount: Amount): number | undefined {
  if ('years' in amount) return amount.years * 12 * 30.44;
  if ('months' in amount) return amount.months * 30.44;
  return 'days' in amount ? amount.days : undefined;
}
