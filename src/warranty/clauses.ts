import type { Catalog } from '#src/catalog/catalog.ts';
import type { EventRule, Policy, PolicyVersion } from '#src/catalog/policies.ts';
import { inForce } from '#src/catalog/terms.ts';
import type { CalendarDate } from '#src/lib/days.ts';
import { type CaseTerms, clauseSays, termsFor } from './terms.ts';
import type { Sentence, Value } from './verdict.ts';

export const chapters = [
  'rights',
  'term',
  'parts',
  'covered',
  'depends',
  'excluded',
  'conditions',
  'transfer',
  'repaired',
  'claim',
  'maintenance',
  'returns',
] as const;
export type Chapter = (typeof chapters)[number];

/** A clause as the terms print it, with the things that can happen which it is about. */
export interface PrintedClause {
  sentence: Sentence;
  /** Ids of events. */
  events: string[];
}

/** The clauses of a version, chapter by chapter; empty ones are left out. */
export function chaptersOf(
  catalog: Catalog,
  policy: Policy,
  version: PolicyVersion,
): { chapter: Chapter; clauses: PrintedClause[] }[] {
  const terms = termsFor(catalog, policy.product, '');
  if (!terms) return [];
  const clause = (id: string, values: Record<string, Value> = {}): PrintedClause => ({
    sentence: clauseSays(terms, id, values),
    events: [],
  });
  const { claim, maintenance, duration, parts, countries } = version;
  const said: Record<Chapter, PrintedClause[]> = {
    rights: [clause(policy.statutory.clause)],
    term: [
      clause(version.clause, { duration: { duration } }),
      ...Object.values(countries).flatMap((each) =>
        each ? clause(each.clause, { duration: { duration: each.duration } }) : [],
      ),
    ],
    parts: Object.values(parts).map((part) =>
      clause(part.clause, { duration: { duration: part.duration ?? duration }, part: { texts: part.name } }),
    ),
    ...eventClauses(version, (id) => clause(id, { duration: { duration } })),
    conditions: version.conditions.map((id) => clause(id)),
    transfer: [clause(version.transfer.clause)],
    repaired: [clause(version.repaired.clause)],
    claim: [clause(claim.clause, { answer: { duration: claim.answer }, repair: { duration: claim.repair } })],
    maintenance: [
      clause(maintenance.clause, {
        every: { duration: maintenance.every },
        discount: { number: maintenance.discount },
      }),
    ],
    returns: returnClauses(terms, policy.product, version.from),
  };
  return chapters
    .map((chapter) => ({ chapter, clauses: withoutRepeats(said[chapter]) }))
    .filter(({ clauses }) => clauses.length > 0);
}

/** The clauses about what happened, by what follows from it; each with all it is about. */
function eventClauses(version: PolicyVersion, clause: (id: string) => PrintedClause) {
  const of = (outcome: EventRule['outcome']) => {
    const rules = Object.entries(version.events).filter(([, rule]) => rule.outcome === outcome);
    const ids = [...new Set(rules.map(([, rule]) => rule.clause))];
    return ids.map((id) => ({
      ...clause(id),
      events: rules.filter(([, rule]) => rule.clause === id).map(([event]) => event),
    }));
  };
  return { covered: of('covered'), depends: of('depends'), excluded: of('excluded') };
}

/** Sending back, as it was when the version began, or came later. */
function returnClauses(terms: CaseTerms, product: string, from: CalendarDate): PrintedClause[] {
  const version = inForce(terms.returns?.versions, from) ?? terms.returns?.versions[0];
  if (!version) return [];
  const { clause, window, refund, exchange, onlyFromMaker } = version;
  const tried = version.tried[product];
  return [
    clauseSays(terms, clause, { duration: { duration: window } }),
    ...(tried ? [clauseSays(terms, tried)] : []),
    clauseSays(terms, refund.clause, { duration: { duration: refund.within } }),
    clauseSays(terms, exchange.clause, { free: { exchanges: exchange.free } }),
    clauseSays(terms, onlyFromMaker.clause),
  ].map((sentence) => ({ sentence, events: [] }));
}

function withoutRepeats(clauses: PrintedClause[]): PrintedClause[] {
  return clauses.filter(
    ({ sentence }, at) => clauses.findIndex((other) => other.sentence.clause === sentence.clause) === at,
  );
}
