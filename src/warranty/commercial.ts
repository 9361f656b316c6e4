import { type EventRule, type Part, type Policy, type PolicyVersion } from '#src/catalog/policies.ts';
import { inForce } from '#src/catalog/terms.ts';
import { type CalendarDate, lastDayOf } from '#src/lib/days.ts';
import { asking, deliveryOf, type Judged, saying, side, span } from './spans.ts';
import { type CaseTerms, clauseSays } from './terms.ts';
import type { Case, Sentence, Side, Span } from './verdict.ts';

/** Our own warranty for a case. Knows nothing of the law, and nothing here reaches the law's side. */
export function commercialSide(terms: CaseTerms, kase: Case): Side {
  return side('maker', kase.today, judge(terms, kase));
}

/** The version that judges: that of the first sale, where somebody knows when it was. */
export function versionFor(policy: Policy, kase: Case): PolicyVersion | undefined {
  if (kase.condition === 'new') return inForce(policy.versions, kase.bought);
  if (kase.firstDelivered) return inForce(policy.versions, kase.firstDelivered);
  // Of a sale nobody knows the day of, the longest term is the one that cannot be ruled out.
  const possible = policy.versions.filter(({ from }) => from <= kase.bought);
  const end = (version: PolicyVersion) => lastDayOf(kase.bought, version.duration);
  return possible.toSorted((a, b) => (end(a) < end(b) ? 1 : -1))[0];
}

function judge(terms: CaseTerms, kase: Case): Judged {
  const { policy } = terms;
  const version = versionFor(policy, kase);
  if (!version) return beforeTheFirst(terms);
  const rule = version.events[kase.event];
  if (!rule) return { state: 'none', clause: version.clause };
  const term = version.countries[kase.country] ?? version;
  const start = startOf(version, kase);
  const part = partOf(version, rule, kase);
  const spans = spansOf(term, part, start, kase.today);
  const sentences = [
    clauseSays(terms, rule.clause, values(version)),
    ...spans.map((each) => spanSays(terms, each, term, part)),
    ...(kase.repaired ? [clauseSays(terms, version.repaired.clause)] : []),
    ...(kase.condition === 'used' ? [clauseSays(terms, version.transfer.clause)] : []),
  ];
  const said = { spans, sentences };
  if (kase.bought > kase.today)
    return { ...said, state: 'depends', clause: term.clause, on: [asking('dates', term.clause)] };
  if (rule.outcome === 'excluded') return { ...said, state: 'not-covered', clause: rule.clause };
  if (kase.condition === 'used' && !version.transfer.allowed)
    return { ...said, state: 'not-covered', clause: version.transfer.clause };
  if (start > kase.today)
    return { ...said, state: 'depends', clause: term.clause, on: [asking('delivery', term.clause)] };
  return { ...said, ...within(terms, version, rule, part, spans, start, kase) };
}

/** The verdict once it is known that the warranty began and does not exclude what happened. */
function within(
  terms: CaseTerms,
  version: PolicyVersion,
  rule: EventRule,
  part: Part | undefined,
  spans: Span[],
  start: CalendarDate,
  kase: Case,
): Judged {
  const current = spans.find(({ until }) => until >= kase.today);
  const last = spans.at(-1);
  if (!current) {
    const longer = part ? [] : longerParts(version, start, kase.today);
    const clause = longer[0]?.clause ?? last?.clause ?? version.clause;
    return longer.length === 0
      ? { state: 'not-covered', clause }
      : {
          state: 'depends',
          clause,
          on: longer.map((each) => asking('part', each.clause, { part: { texts: each.name } })),
          spans: [
            ...spans,
            ...longer.map((each) =>
              span('part-only', start, lastDayOf(start, each.duration), kase.today, each.clause),
            ),
          ],
          sentences: [
            clauseSays(terms, rule.clause, values(version)),
            ...longer.map((each) => partSays(terms, each, lastDayOf(start, each.duration))),
          ],
        };
  }
  const on = [
    ...(rule.outcome === 'depends' ? [asking('cause', rule.clause)] : []),
    ...(kase.condition === 'used' && !kase.firstDelivered
      ? [asking('first-delivery', version.transfer.clause)]
      : []),
  ];
  const first = on[0];
  return first
    ? { state: 'depends', clause: first.sentence.clause, on }
    : { state: 'covered', clause: current.kind === 'part-only' ? current.clause : rule.clause };
}

function beforeTheFirst({ policy }: CaseTerms): Judged {
  const [first] = policy.versions;
  const clause = first?.clause ?? policy.statutory.clause;
  return {
    state: 'depends',
    clause,
    on: [asking('dates', clause)],
    sentences: first ? [saying('warranty.before-terms', clause, { from: { date: first.from } })] : [],
  };
}

function startOf({ start }: PolicyVersion, kase: Case): CalendarDate {
  if (kase.condition === 'used') return kase.firstDelivered ?? kase.bought;
  return start === 'delivery' ? deliveryOf(kase) : kase.bought;
}

function partOf(version: PolicyVersion, rule: EventRule, kase: Case): Part | undefined {
  const id = kase.part && Object.hasOwn(version.parts, kase.part) ? kase.part : rule.part;
  return id === undefined ? undefined : version.parts[id];
}

type Term = Pick<PolicyVersion, 'duration' | 'clause'>;

function spansOf(term: Term, part: Part | undefined, start: CalendarDate, today: CalendarDate): Span[] {
  const whole = part?.extent === 'whole' ? part : term;
  const spans = [span('full', start, lastDayOf(start, whole.duration), today, whole.clause)];
  if (part?.extent === 'part-only')
    spans.push(span('part-only', start, lastDayOf(start, part.duration), today, part.clause));
  return spans;
}

/** Parts whose own term is still running after the product's. */
function longerParts({ parts }: PolicyVersion, start: CalendarDate, today: CalendarDate): Part[] {
  return Object.values(parts).filter(
    ({ extent, duration }) => extent === 'part-only' && lastDayOf(start, duration) >= today,
  );
}

function spanSays(terms: CaseTerms, each: Span, term: Term, part: Part | undefined): Sentence {
  if (part && part.clause === each.clause) return partSays(terms, part, each.until);
  return clauseSays(terms, each.clause, {
    duration: { duration: term.duration },
    until: { date: each.until },
  });
}

const partSays = (terms: CaseTerms, part: Part, until: CalendarDate) =>
  clauseSays(terms, part.clause, {
    duration: { duration: part.duration },
    until: { date: until },
    part: { texts: part.name },
  });

const values = (version: PolicyVersion) => ({ duration: { duration: version.duration } });
