import type { EventRule, Part, Policy, PolicyVersion } from '#src/catalog/policies.ts';
import { inForce } from '#src/catalog/terms.ts';
import { type CalendarDate, lastDayOf } from '#src/lib/days.ts';
import { asking, deliveryOf, type Judged, side, span } from './spans.ts';
import { type CaseTerms, clauseSays } from './terms.ts';
import type { Case, Sentence, Side, Span } from './verdict.ts';

/** The terms of the warranty that bear on one case. */
interface Found {
  version: PolicyVersion;
  rule: EventRule;
  /** The product's term in the buyer's country. */
  term: Pick<PolicyVersion, 'duration' | 'clause'>;
  /** The part that is named, or that the event is about. */
  part?: Part;
  start: CalendarDate;
  spans: Span[];
}

/** Our own warranty for a case. Knows nothing of the law, and nothing here reaches the law's side. */
export function commercialSide(terms: CaseTerms, kase: Case): Side {
  const version = versionFor(terms.policy, kase);
  if (!version) return side('maker', kase.today, beforeTheFirst(terms));
  const rule = version.events[kase.event];
  if (!rule) return side('maker', kase.today, { state: 'none', clause: version.clause });
  return side('maker', kase.today, judge(terms, kase, find(version, rule, kase)));
}

/** The version that judges: that of the first sale, where somebody knows when it was. */
export function versionFor(policy: Policy, kase: Case): PolicyVersion | undefined {
  if (kase.condition === 'new') return inForce(policy.versions, kase.bought);
  if (kase.firstDelivered) return inForce(policy.versions, kase.firstDelivered);
  // Of a sale nobody knows the day of, the longest term is the one that cannot be ruled out.
  const possible = policy.versions.filter(({ from }) => from <= kase.bought);
  const end = ({ duration }: PolicyVersion) => lastDayOf(kase.bought, duration);
  return possible.reduce<PolicyVersion | undefined>(
    (best, each) => (best && end(best) > end(each) ? best : each),
    undefined,
  );
}

function find(version: PolicyVersion, rule: EventRule, kase: Case): Found {
  const term = version.countries[kase.country] ?? version;
  const named = kase.part ? version.parts[kase.part] : undefined;
  const part = named ?? (rule.part ? version.parts[rule.part] : undefined);
  const start = startOf(version, kase);
  const whole = part?.extent === 'whole' ? part : undefined;
  const end = lastDayOf(start, whole?.duration ?? term.duration);
  const spans = [span('full', start, end, kase.today, whole?.clause ?? term.clause)];
  if (part) spans.push(...partOnly(part, start, kase.today));
  return { version, rule, term, ...(part ? { part } : {}), start, spans };
}

function startOf({ start }: PolicyVersion, kase: Case): CalendarDate {
  if (kase.condition === 'used') return kase.firstDelivered ?? kase.bought;
  return start === 'delivery' ? deliveryOf(kase) : kase.bought;
}

/** The stretch in which a part is given, without labour and travel. */
function partOnly({ extent, duration, clause }: Part, start: CalendarDate, today: CalendarDate): Span[] {
  return extent === 'part-only' && duration
    ? [span('part-only', start, lastDayOf(start, duration), today, clause)]
    : [];
}

function judge(terms: CaseTerms, kase: Case, found: Found): Judged {
  const { version, rule, term, spans } = found;
  const said = { spans, sentences: sentencesOf(terms, kase, found) };
  if (kase.bought > kase.today)
    return { ...said, state: 'depends', clause: term.clause, on: [asking('dates', term.clause)] };
  if (rule.outcome === 'excluded') return { ...said, state: 'not-covered', clause: rule.clause };
  if (kase.condition === 'used' && !version.transfer.allowed)
    return { ...said, state: 'not-covered', clause: version.transfer.clause };
  if (found.start > kase.today)
    return { ...said, state: 'depends', clause: term.clause, on: [asking('delivery', term.clause)] };
  const current = spans.find(({ until }) => until >= kase.today);
  return current ? running(said, kase, found, current) : over(terms, said, kase, found);
}

type Said = Required<Pick<Judged, 'spans' | 'sentences'>>;

function running(said: Said, kase: Case, { version, rule }: Found, current: Span): Judged {
  const on = [
    ...(rule.outcome === 'depends' ? [asking('cause', rule.clause)] : []),
    ...(kase.condition === 'used' && !kase.firstDelivered
      ? [asking('first-delivery', version.transfer.clause)]
      : []),
  ];
  const first = on[0];
  if (first) return { ...said, state: 'depends', clause: first.sentence.clause, on };
  return { ...said, state: 'covered', clause: current.kind === 'full' ? rule.clause : current.clause };
}

/** After the term: over, unless a part that nobody has ruled out has a longer one of its own. */
function over(terms: CaseTerms, said: Said, kase: Case, { version, part, start, spans }: Found): Judged {
  const possible = Object.values(version.parts).filter(({ events }) => !part && events.includes(kase.event));
  const longer = possible.flatMap((each) =>
    partOnly(each, start, kase.today)
      .filter(({ until }) => until >= kase.today)
      .map((stretch) => ({ part: each, stretch })),
  );
  const first = longer[0];
  if (!first) return { ...said, state: 'not-covered', clause: spans.at(-1)?.clause ?? version.clause };
  return {
    state: 'depends',
    clause: first.stretch.clause,
    spans: [...spans, ...longer.map(({ stretch }) => stretch)],
    sentences: [...said.sentences, ...longer.map((each) => partSays(terms, each.part, each.stretch))],
    on: longer.map((each) => asking('part', each.part.clause, { part: { texts: each.part.name } })),
  };
}

function beforeTheFirst({ policy }: CaseTerms): Judged {
  const [first] = policy.versions;
  if (!first) return { state: 'none', clause: policy.statutory.clause };
  const { clause, from } = first;
  return { state: 'depends', clause, on: [asking('terms', clause, { from: { date: from } })] };
}

function sentencesOf(terms: CaseTerms, kase: Case, { version, rule, term, part, spans }: Found): Sentence[] {
  return [
    clauseSays(terms, rule.clause, { duration: { duration: version.duration } }),
    ...spans.map((each) =>
      part?.clause === each.clause
        ? partSays(terms, part, each)
        : clauseSays(terms, each.clause, {
            duration: { duration: term.duration },
            until: { date: each.until },
          }),
    ),
    ...(kase.repaired ? [clauseSays(terms, version.repaired.clause)] : []),
    ...(kase.condition === 'used' ? [clauseSays(terms, version.transfer.clause)] : []),
  ];
}

function partSays(terms: CaseTerms, { clause, duration, name }: Part, { until }: Span): Sentence {
  return clauseSays(terms, clause, {
    ...(duration ? { duration: { duration } } : {}),
    until: { date: until },
    part: { texts: name },
  });
}
