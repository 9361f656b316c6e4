import type { RuleKind } from '#src/catalog/laws.ts';
import type { WarrantyEvent } from '#src/catalog/policies.ts';
import { type CalendarDate, type Duration, lastDayCounting, lastDayOf } from '#src/lib/days.ts';
import { asking, deliveryOf, type Judged, saying, side, span } from './spans.ts';
import { type CaseTerms, ruleFor, ruleSays } from './terms.ts';
import type { Case, Question, Sentence, Side, Span } from './verdict.ts';

interface Term {
  id: string;
  duration: Duration;
  counting: 'after' | 'with';
}

/** The seller's liability by law for a case. Reads no commercial term. */
export function statutorySide(terms: CaseTerms, kase: Case, event: WarrantyEvent | undefined): Side {
  return side('seller', kase.today, judge(terms, kase, event));
}

/** The last day of a rule's period. */
export function endOf(start: CalendarDate, { duration, counting }: Omit<Term, 'id'>): CalendarDate {
  return counting === 'with' ? lastDayCounting(start, duration) : lastDayOf(start, duration);
}

function judge(terms: CaseTerms, kase: Case, event: WarrantyEvent | undefined): Judged {
  const rule = <Kind extends RuleKind>(kind: Kind) => ruleFor(terms, kind, kase.bought);
  const used = kase.condition === 'used' ? rule('used') : undefined;
  const liability = used ?? rule('liability');
  if (!liability || !event) return unknownLaw(terms, kase);
  const start = deliveryOf(kase);
  const burden = used ? { id: used.id, duration: used.burden, counting: used.counting } : rule('burden');
  const spans = spansOf(terms, kase, liability, burden, start);
  const ground = event.law.ground === 'withdrawal' ? rule('conformity') : rule(event.law.ground);
  const remedies = rule('remedies');
  const notice = rule('notice');
  const extension = rule('repair');
  const until = spans.at(-1)?.until ?? start;
  const alive = kase.today <= until;
  const sentences: Sentence[] = [
    ...(ground ? [ruleSays(ground)] : []),
    ruleSays(liability, { until: { date: endOf(start, liability) } }),
    ...(burden && !used
      ? [ruleSays(rule('burden') ?? liability, { until: { date: endOf(start, burden) } })]
      : []),
    ...(alive && event.law.nature !== 'outside' && event.law.nature !== 'none' && remedies
      ? [ruleSays(remedies)]
      : []),
    ...(alive && notice ? [ruleSays(notice)] : []),
    ...(extension && kase.repaired
      ? [ruleSays(extension, { adds: { duration: extension.adds }, until: { date: until } })]
      : []),
  ];
  const said = { spans, sentences };
  if (kase.bought > kase.today)
    return { ...said, state: 'depends', clause: liability.id, on: [asking('dates', liability.id)] };
  if (kase.condition === 'used' && kase.seller === 'private') {
    const clause = rule('private') ?? liability;
    return { state: 'not-covered', clause: clause.id, sentences: [ruleSays(clause)] };
  }
  const { nature } = event.law;
  if (nature === 'outside' || nature === 'none')
    return { ...said, state: 'not-covered', clause: (ground ?? liability).id };
  if (start > kase.today)
    return { ...said, state: 'depends', clause: liability.id, on: [asking('delivery', liability.id)] };
  if (!alive) return { ...said, state: 'not-covered', clause: spans.at(-1)?.clause ?? liability.id };
  const on = [
    ...(kase.condition === 'used' && !kase.seller ? [asking('seller', liability.id)] : []),
    ...(nature === 'unclear' ? [asking('cause', (ground ?? liability).id)] : []),
    ...provable(kase, spans, used?.least, start, liability.id),
  ];
  const first = on[0];
  const deciding = spans.find((each) => each.kind === 'burden') ?? spans[0];
  return first
    ? { ...said, state: 'depends', clause: first.sentence.clause, on }
    : { ...said, state: 'covered', clause: deciding?.clause ?? liability.id };
}

/** What has to be shown, or was agreed, once the buyer is no longer presumed to be right. */
function provable(
  { today }: Case,
  spans: Span[],
  least: Duration | undefined,
  start: CalendarDate,
  clause: string,
): Question[] {
  const liability = spans.find(({ kind }) => kind === 'liability');
  const burden = spans.find(({ kind }) => kind === 'burden');
  const extension = spans.find(({ kind }) => kind === 'extension');
  return [
    ...(extension && liability && today > liability.until ? [asking('repair', extension.clause)] : []),
    ...(least && today > lastDayOf(start, least) ? [asking('agreement', clause)] : []),
    ...(burden && today > burden.until ? [asking('proof', burden.clause)] : []),
  ];
}

function spansOf(
  terms: CaseTerms,
  kase: Case,
  liability: Term,
  burden: Term | undefined,
  start: CalendarDate,
): Span[] {
  const end = endOf(start, liability);
  const spans = burden ? [span('burden', start, endOf(start, burden), kase.today, burden.id)] : [];
  spans.push(span('liability', start, end, kase.today, liability.id));
  const extension = ruleFor(terms, 'repair', kase.bought);
  const { repaired, today } = kase;
  if (extension && repaired && repaired >= start && repaired <= end && repaired <= today) {
    const longer = { ...liability, duration: sum(liability.duration, extension.adds) };
    spans.push(span('extension', start, endOf(start, longer), today, extension.id));
  }
  return spans;
}

/** One period of both: an extended period is counted in one from its beginning. */
function sum(a: Duration, b: Duration): Duration {
  return { months: monthsOf(a) + monthsOf(b) };
}

function monthsOf(duration: Duration): number {
  if ('years' in duration) return duration.years * 12;
  if ('months' in duration) return duration.months;
  // No law extends by days; thirty to a month would be a guess, and whole months are the cautious one.
  return Math.floor(duration.days / 31);
}

function unknownLaw(terms: CaseTerms, { bought, today, country }: Case): Judged {
  const { clause } = terms.policy.statutory;
  const older = terms.law ?? terms.floor;
  const [first] = older?.rules.liability ?? [];
  if (older && first && bought < first.from)
    return {
      state: today < first.from ? 'depends' : 'not-covered',
      clause: first.id,
      sentences: [saying('warranty.law-older', first.id, { from: { date: first.from } })],
      on: today < first.from ? [asking('dates', first.id)] : [],
    };
  return {
    state: 'none',
    clause,
    sentences: [saying('warranty.law-unknown', clause, { country: { country } })],
  };
}
