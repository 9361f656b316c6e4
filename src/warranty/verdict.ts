import type { Have } from '#src/catalog/policies.ts';
import type { Texts, WorkingDays } from '#src/catalog/terms.ts';
import type { Key } from '#src/i18n/translate.ts';
import type { CalendarDate, Duration } from '#src/lib/days.ts';

/** What somebody asks about. Days are calendar days in the buyer's country; no clock is read anywhere. */
export interface Case {
  /** Slug of a product. */
  product: string;
  /** A part of the policy, e.g. `motor`, where somebody knows which it is. */
  part?: string | undefined;
  /** By whoever asks: for something used, when they bought it. */
  bought: CalendarDate;
  /** Without it the day of purchase is assumed, and the verdict says so. */
  delivered?: CalendarDate | undefined;
  today: CalendarDate;
  /** ISO 3166 alpha-2. */
  country: string;
  condition: 'new' | 'used';
  /** Of whom something used was bought. */
  seller?: 'trader' | 'private' | undefined;
  /** When something used was first delivered as new. */
  firstDelivered?: CalendarDate | undefined;
  price?: { amount: number; currency: string } | undefined;
  /** When it was repaired, free of charge, because of a fault. */
  repaired?: CalendarDate | undefined;
  /** Id of content/events.yaml. */
  event: string;
  /** `maker`: ordered from us; `distance`: from another online or telephone seller. */
  where?: 'maker' | 'distance' | 'shop' | undefined;
}

export type State = 'covered' | 'not-covered' | 'depends';

/** Something to be put into a sentence in the reader's way of writing it. */
export type Value =
  | { date: CalendarDate }
  | { duration: Duration | WorkingDays }
  | { money: number; currency: string }
  | { nameOfCurrency: string }
  | { texts: Texts }
  | { country: string }
  /** How many exchanges of an order are free, as a clause of its own. */
  | { exchanges: number }
  | { number: number };

/** A sentence and the clause it rests on. */
export interface Sentence {
  /** Id of a clause of our terms or of a rule of law. */
  clause: string;
  words: { key: Key } | { texts: Texts };
  values: Record<string, Value>;
  /** Of a rule of law. */
  source?: { title: string; url: string; reviewed: CalendarDate };
}

/** What a verdict may depend on. */
export type Unknown =
  | 'dates'
  | 'terms'
  | 'delivery'
  | 'cause'
  | 'consumer'
  | 'part'
  | 'proof'
  | 'price'
  | 'currency'
  | 'seller'
  | 'first-delivery'
  | 'agreement'
  | 'repair'
  | 'where'
  | 'shop';

/** A fact that would settle it. */
export interface Question {
  what: Unknown;
  sentence: Sentence;
}

export type SpanKind =
  | 'full'
  | 'part-only'
  | 'burden'
  | 'liability'
  | 'extension'
  | 'guarantee'
  | 'reject'
  | 'withdrawal'
  | 'return';

/** A stretch of the timeline. */
export interface Span {
  kind: SpanKind;
  from: CalendarDate;
  /** The last day of it. */
  until: CalendarDate;
  /** From today to the last day: 0 on the last day itself, negative afterwards. */
  daysLeft: number;
  clause: string;
}

/** One source of rights. `none`: it does not exist here, or is not known to us. */
export interface Side {
  state: State | 'none';
  owedBy: 'maker' | 'seller';
  /** The clause that decides. */
  clause: string;
  /** The last day of the longest span that matters for this case. */
  until?: CalendarDate;
  daysLeft?: number;
  spans: Span[];
  sentences: Sentence[];
  /** What `depends` depends on; empty otherwise. */
  on: Question[];
}

export type StepKind =
  | 'claim'
  | 'seller'
  | 'reject'
  | 'replace'
  | 'guarantee'
  | 'return'
  | 'exchange'
  | 'withdraw'
  | 'shop'
  | 'centre'
  | 'part'
  | 'ask';

/** What to do next. */
export interface Step {
  kind: StepKind;
  sentence: Sentence;
  /** The last day for it, where the sentence does not say so itself. */
  until?: CalendarDate;
}

export interface Verdict {
  overall: State;
  commercial: Side;
  statutory: Side;
  /** A guarantee that a country orders by law beside the liability for conformity, e.g. Hungary's. */
  mandatory?: Side;
  /** Sending it back: our own window and the statutory withdrawal. */
  returns: Side;
  /** What was taken for granted because it was not said. */
  assumptions: Sentence[];
  /** Best first. */
  next: Step[];
  /** What to have at hand. */
  have: Have[];
  /** The first day of the policy version that judged; absent before the first. */
  version?: CalendarDate;
}
