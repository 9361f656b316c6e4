import { type CalendarDate, daysBetween, earlierOf, laterOf } from '#src/lib/days.ts';
import type { Side, Span, SpanKind } from './verdict.ts';

/** A stretch of the timeline, in percent of its length. */
export interface Bar extends Span {
  /** `over`: ended, or of no help in this case. */
  tone: 'covered' | 'depends' | 'over';
  start: number;
  length: number;
  /** Where the part that still lies ahead begins. */
  ahead: number;
}

export interface Timeline {
  bars: Bar[];
  /** Where today stands, in percent. */
  today: number;
  years: { year: number; at: number }[];
}

const mostYears = 5;
/** Room behind the last day, as a share of the whole. */
const tail = 0.03;

/** The stretches of these sides on one scale, from the first day to the last; undefined where there is none. */
export function timelineOf(today: CalendarDate, sides: (Side | undefined)[]): Timeline | undefined {
  const spans = sides.flatMap((side) =>
    side ? side.spans.filter((span) => isTold(span, side)).map((span) => ({ span, side })) : [],
  );
  const [first] = spans;
  if (!first) return undefined;
  const from = spans.map(({ span }) => span.from).reduce(earlierOf, today);
  const until = spans.map(({ span }) => span.until).reduce(laterOf, today);
  const days = Math.max(1, daysBetween(from, until)) * (1 + tail);
  const at = (day: CalendarDate) => Math.round((daysBetween(from, day) / days) * 10_000) / 100;
  return {
    today: at(today),
    years: yearsBetween(from, until).map((year) => ({ year, at: at(`${year}-01-01`) })),
    bars: spans.map(({ span, side }) => {
      const begin = beginOf(span, side.spans);
      return {
        ...span,
        tone: toneOf(span, side),
        start: at(begin),
        length: Math.max(0.6, Math.round((at(span.until) - at(begin)) * 100) / 100),
        ahead: Math.max(at(begin), Math.min(at(today), at(span.until))),
      };
    }),
  };
}

/** A stretch that still runs but is of no help in this case would promise days that nobody has. */
const isTold = ({ daysLeft }: Span, { state }: Side) =>
  daysLeft < 0 || state === 'covered' || state === 'depends';

/** What follows a product's own term is drawn from its end on. */
function beginOf(span: Span, spans: Span[]): CalendarDate {
  const whole = span.kind === 'part-only' || span.kind === 'extension' ? before[span.kind] : undefined;
  const earlier = spans.find(({ kind }) => kind === whole);
  return earlier && earlier.until < span.until ? earlier.until : span.from;
}

const before = { 'part-only': 'full', extension: 'liability' } as const satisfies Partial<
  Record<SpanKind, SpanKind>
>;

function toneOf({ daysLeft }: Span, { state }: Side): Bar['tone'] {
  if (daysLeft < 0 || state === 'not-covered' || state === 'none') return 'over';
  return state;
}

/** The years that begin on the way, thinned out so that their figures do not touch. */
function yearsBetween(from: CalendarDate, until: CalendarDate): number[] {
  const first = Number(from.slice(0, 4)) + (from.endsWith('-01-01') ? 0 : 1);
  const last = Number(until.slice(0, 4));
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const step = Math.ceil(all.length / mostYears);
  return all.filter((_, index) => index % step === 0);
}
