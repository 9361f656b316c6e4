import type { RuleOf } from '#src/catalog/laws.ts';
import type { WarrantyEvent } from '#src/catalog/policies.ts';
import { type CalendarDate, type Duration, lastDayCounting, lastDayOf } from '#src/lib/days.ts';
import { asking, deliveryOf, type Judged, saying, side, span } from './spans.ts';
import { type CaseTerms, ruleFor, rulesFor, ruleSays } from './terms.ts';
import type { Case, Question, Sentence, Side, Span } from './verdict.ts';

interface Period {
  duration: Duration;
  counting: 'after' | 'with';
}

/** The law for one case: which rules are in force for the day of purchase, and what stretches they span. */
interface Found {
  start: CalendarDate;
  liability: RuleOf<'liability'> | RuleOf<'used'>;
  /** Of a new product; something used has its own in `used`. */
  burden?: RuleOf<'burden'>;
  used?: RuleOf<'used'>;
  extensions: RuleOf<'repair'>[];
  spans: Span[];
}

/** No limitation kept here is longer: after that many years a claim under unknown rules is surely over. */
const longestLimitation: Duration = { years: 10 };

/** The seller's liability by law for a case. Reads no commercial term. */
export function statutorySide(terms: CaseTerms, kase: Case, event: WarrantyEvent | undefined): Side {
  if (!event) return side('seller', kase.today, { state: 'none', clause: terms.policy.statutory.clause });
  const found = find(terms, kase);
  return side('seller', kase.today, found ? judge(terms, kase, event, found) : unknownLaw(terms, kase));
}

/** What settles an event that may or may not concern the seller. */
export const unclearOf = ({ law }: WarrantyEvent) => (law.ground === 'consumer' ? 'consumer' : 'cause');

/** The last day of a rule's period. */
export function endOf(start: CalendarDate, { duration, counting }: Period): CalendarDate {
  return counting === 'with' ? lastDayCounting(start, duration) : lastDayOf(start, duration);
}

function find(terms: CaseTerms, kase: Case): Found | undefined {
  const used = kase.condition === 'used' ? ruleFor(terms, 'used', kase.bought) : undefined;
  const liability = used ?? ruleFor(terms, 'liability', kase.bought);
  if (!liability) return undefined;
  const burden = used ? undefined : ruleFor(terms, 'burden', kase.bought);
  const { today, repaired } = kase;
  const start = deliveryOf(kase);
  const end = endOf(start, liability);
  const extensions =
    repaired && repaired >= start && repaired <= end && repaired <= today
      ? rulesFor(terms, 'repair', kase.bought)
      : [];
  const proving = used ? { ...used, duration: used.burden } : burden;
  const spans = [
    ...(proving ? [span('burden', start, endOf(start, proving), today, proving.id)] : []),
    span('liability', start, end, today, liability.id),
    ...extensions.map((rule) => {
      const longer = { ...liability, duration: sum(liability.duration, rule.adds) };
      return span('extension', start, endOf(start, longer), today, rule.id);
    }),
  ];
  return {
    start,
    liability,
    ...(burden ? { burden } : {}),
    ...(used ? { used } : {}),
    extensions,
    spans,
  };
}

function judge(terms: CaseTerms, kase: Case, event: WarrantyEvent, found: Found): Judged {
  const { liability, spans } = found;
  const { nature } = event.law;
  const ground = ruleFor(
    terms,
    event.law.ground === 'withdrawal' ? 'conformity' : event.law.ground,
    kase.bought,
  );
  if (kase.condition === 'used' && kase.seller === 'private') {
    const rule = ruleFor(terms, 'private', kase.bought) ?? liability;
    return { state: 'not-covered', clause: rule.id, sentences: [ruleSays(rule)] };
  }
  const said = { spans, sentences: sentencesOf(terms, kase, event, found) };
  if (kase.bought > kase.today)
    return { ...said, state: 'depends', clause: liability.id, on: [asking('dates', liability.id)] };
  if (nature === 'outside' || nature === 'none')
    return { ...said, state: 'not-covered', clause: (ground ?? liability).id };
  if (found.start > kase.today)
    return { ...said, state: 'depends', clause: liability.id, on: [asking('delivery', liability.id)] };
  if (kase.today > lastOf(spans)) return { ...said, state: 'not-covered', clause: liability.id };
  const on = [
    ...(kase.condition === 'used' && !kase.seller ? [asking('seller', liability.id)] : []),
    ...(nature === 'unclear' ? [asking(unclearOf(event), (ground ?? liability).id)] : []),
    ...toBeShown(kase, found),
  ];
  const first = on[0];
  return first
    ? { ...said, state: 'depends', clause: first.sentence.clause, on }
    : { ...said, state: 'covered', clause: (found.burden ?? liability).id };
}

const lastOf = (spans: readonly Span[]) =>
  spans.reduce((latest, { until }) => (until > latest ? until : latest), '');

/** What has to be shown, or was agreed, once the buyer is no longer presumed to be right. */
function toBeShown({ today }: Case, { start, liability, used, spans }: Found): Question[] {
  const regular = spans.find(({ kind }) => kind === 'liability');
  const burden = spans.find(({ kind }) => kind === 'burden');
  const extension = spans.find(({ kind, until }) => kind === 'extension' && until >= today);
  return [
    ...(extension && regular && today > regular.until ? [asking('repair', extension.clause)] : []),
    ...(used?.least && today > lastDayOf(start, used.least) ? [asking('agreement', liability.id)] : []),
    ...(burden && today > burden.until ? [asking('proof', burden.clause)] : []),
  ];
}

function sentencesOf(terms: CaseTerms, kase: Case, event: WarrantyEvent, found: Found): Sentence[] {
  const { liability, burden, extensions, start, spans } = found;
  const { nature, ground } = event.law;
  const rule = ruleFor(terms, ground === 'withdrawal' ? 'conformity' : ground, kase.bought);
  const alive = kase.today <= lastOf(spans);
  const mended = nature === 'fault' || nature === 'unclear';
  const remedies = alive && mended ? ruleFor(terms, 'remedies', kase.bought) : undefined;
  const notice = alive && mended ? ruleFor(terms, 'notice', kase.bought) : undefined;
  const until = (each: Period) => ({ until: { date: endOf(start, each) } });
  return [
    ...(rule ? [ruleSays(rule)] : []),
    ruleSays(liability, until(liability)),
    ...(burden ? [ruleSays(burden, until(burden))] : []),
    ...extensions.map((each) => ruleSays(each)),
    ...(remedies ? [ruleSays(remedies)] : []),
    ...(notice ? [ruleSays(notice)] : []),
    ...alsoSays(terms, kase, alive),
  ];
}

/** What the country's law adds after a repair, or once liability is over. */
function alsoSays({ law }: CaseTerms, { bought, repaired }: Case, alive: boolean): Sentence[] {
  return (law?.also ?? [])
    .filter(({ from, when }) => from <= bought && (when === 'repaired' ? alive && repaired : !alive))
    .map((each) => ruleSays(each));
}

/** One period of both: an extended period is counted in one from its beginning. */
function sum(a: Duration, b: Duration): Duration {
  return { months: monthsOf(a) + monthsOf(b) };
}

function monthsOf(duration: Duration): number {
  if ('years' in duration) return duration.years * 12;
  if ('months' in duration) return duration.months;
  // No law extends by days; fewer months than they might be is the cautious reading.
  return Math.floor(duration.days / 31);
}

function unknownLaw(terms: CaseTerms, { bought, today, country }: Case): Judged {
  const { clause } = terms.policy.statutory;
  const [first] = (terms.law ?? terms.floor)?.rules.liability ?? [];
  if (!first || bought >= first.from)
    return {
      state: 'none',
      clause,
      sentences: [saying('warranty.law-unknown', clause, { country: { country } })],
    };
  const sentences = [saying('warranty.law-older', first.id, { from: { date: first.from } })];
  return today > lastDayOf(bought, longestLimitation)
    ? { state: 'not-covered', clause: first.id, sentences }
    : { state: 'depends', clause: first.id, sentences, on: [asking('dates', first.id)] };
}
