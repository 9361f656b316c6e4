import type { Key } from '#src/i18n/translate.ts';
import { laterOf } from '#src/lib/days.ts';
import type { Sentence, Side, Unknown, Value, Verdict } from './verdict.ts';

const questions = {
  dates: 'warranty.head.depends-dates',
  terms: 'warranty.head.depends-terms',
  delivery: 'warranty.head.depends-delivery',
  cause: 'warranty.head.depends-cause',
  consumer: 'warranty.head.depends-consumer',
  part: 'warranty.head.depends-part',
  proof: 'warranty.head.depends-proof',
  price: 'warranty.head.depends-price',
  currency: 'warranty.head.depends-currency',
  seller: 'warranty.head.depends-seller',
  'first-delivery': 'warranty.head.depends-first-delivery',
  agreement: 'warranty.head.depends-agreement',
  repair: 'warranty.head.depends-repair',
  where: 'warranty.head.depends-where',
  shop: 'warranty.head.no-return',
} as const satisfies Record<Unknown, Key>;

/** A verdict in one plain sentence. `returning`: the question was whether it can be sent back. */
export function headline(verdict: Verdict, returning: boolean): Sentence {
  if (returning) return aboutReturning(verdict.returns);
  const { commercial, statutory, mandatory, overall } = verdict;
  if (commercial.state === 'covered') return ours(commercial);
  const bySeller = [mandatory, statutory].filter((each) => each?.state === 'covered');
  const last = bySeller.reduce<Side | undefined>(later, undefined);
  if (last)
    return head(
      commercial.state === 'depends' ? 'warranty.head.seller-maybe-us' : 'warranty.head.seller',
      last,
    );
  if (overall === 'depends') return dependsOn([commercial, mandatory, statutory]);
  if (statutory.state === 'none') return head('warranty.head.not-ours', commercial);
  return head(hasEnded(commercial) ? 'warranty.head.ended' : 'warranty.head.not', commercial);
}

function aboutReturning(returns: Side): Sentence {
  if (returns.state === 'covered') {
    const longest = returns.spans.find(({ until }) => until === returns.until);
    return { ...head('warranty.head.return', returns), clause: longest?.clause ?? returns.clause };
  }
  if (returns.state === 'depends') return dependsOn([returns]);
  return head(
    returns.until && hasEnded(returns) ? 'warranty.head.return-ended' : 'warranty.head.no-return',
    returns,
  );
}

function ours(side: Side): Sentence {
  const current = side.spans.find(({ daysLeft }) => daysLeft >= 0);
  return current?.kind === 'part-only'
    ? head('warranty.head.part-only', side, current.until)
    : head('warranty.head.ours', side, current?.until);
}

function dependsOn(sides: (Side | undefined)[]): Sentence {
  for (const side of sides) {
    const [first] = side?.state === 'depends' ? side.on : [];
    if (!first) continue;
    const { clause, values } = first.sentence;
    return { clause, words: { key: questions[first.what] }, values };
  }
  return head('warranty.head.depends-dates', sides[0]);
}

function head(key: Key, side: Side | undefined, until = side?.until): Sentence {
  const values: Record<string, Value> = until ? { until: { date: until } } : {};
  return { clause: side?.clause ?? '', words: { key }, values };
}

function later(a: Side | undefined, b: Side | undefined): Side | undefined {
  if (!a?.until || !b?.until) return a ?? b;
  return laterOf(a.until, b.until) === a.until ? a : b;
}

/** True where time decided, not what happened. */
const hasEnded = ({ spans, clause }: Side) =>
  spans.every(({ daysLeft }) => daysLeft < 0) && spans.some((span) => span.clause === clause);
