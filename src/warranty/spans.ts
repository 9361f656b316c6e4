import type { Key } from '#src/i18n/translate.ts';
import { type CalendarDate, daysBetween, laterOf } from '#src/lib/days.ts';
import type { Case, Question, Sentence, Side, Span, SpanKind, Unknown, Value } from './verdict.ts';

/** The day on which periods from delivery begin: never before the purchase itself. */
export function deliveryOf({ bought, delivered }: Case): CalendarDate {
  return laterOf(bought, delivered ?? bought);
}

export function span(
  kind: SpanKind,
  from: CalendarDate,
  until: CalendarDate,
  today: CalendarDate,
  clause: string,
): Span {
  return { kind, from, until, daysLeft: daysBetween(today, until), clause };
}

/** A sentence of the dictionary that rests on a clause. */
export function saying(key: Key, clause: string, values: Record<string, Value> = {}): Sentence {
  return { clause, words: { key }, values };
}

const questions = {
  dates: 'warranty.on-dates',
  terms: 'warranty.before-terms',
  delivery: 'warranty.on-delivery',
  cause: 'warranty.on-cause',
  consumer: 'warranty.on-consumer',
  part: 'warranty.on-part',
  proof: 'warranty.on-proof',
  price: 'warranty.on-price',
  currency: 'warranty.on-currency',
  seller: 'warranty.on-seller',
  'first-delivery': 'warranty.on-first-delivery',
  agreement: 'warranty.on-agreement',
  repair: 'warranty.on-repair',
  where: 'warranty.on-where',
  shop: 'warranty.no-return-shop',
} as const satisfies Record<Unknown, Key>;

/** A fact that is missing. */
export function asking(what: Unknown, clause: string, values: Record<string, Value> = {}): Question {
  return { what, sentence: saying(questions[what], clause, values) };
}

/** What a judge of one side knows in the end. */
export interface Judged {
  state: Side['state'];
  clause: string;
  spans?: Span[];
  sentences?: Sentence[];
  on?: Question[];
  /** Where it is not the end of the last span. */
  until?: CalendarDate;
}

/** A side with the end and the days left of its longest span. */
export function side(owedBy: Side['owedBy'], today: CalendarDate, judged: Judged): Side {
  const { state, clause, spans = [], sentences = [], on = [] } = judged;
  const until =
    judged.until ??
    spans.map((each) => each.until).reduce<string | undefined>((a, b) => (a && a > b ? a : b), undefined);
  return {
    state,
    owedBy,
    clause,
    spans,
    sentences: withoutRepeats(sentences),
    on,
    ...(until ? { until, daysLeft: daysBetween(today, until) } : {}),
  };
}

/** The stretches in which nothing but a part is still given; none while the warranty on the whole product runs. */
export function partsAlone({ state, spans }: Side): Span[] {
  const running = spans.filter(({ daysLeft }) => daysLeft >= 0);
  const alone = running.filter(({ kind }) => kind === 'part-only');
  const hopeful = state === 'covered' || state === 'depends';
  return hopeful && alone.length === running.length ? alone : [];
}

const withoutRepeats = (sentences: Sentence[]) =>
  sentences.filter(
    ({ clause, words }, at) =>
      sentences.findIndex(
        (other) => other.clause === clause && JSON.stringify(other.words) === JSON.stringify(words),
      ) === at,
  );
