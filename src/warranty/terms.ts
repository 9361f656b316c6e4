import type { Catalog } from '#src/catalog/catalog.ts';
import type { AnyRule, Law, RuleKind, RuleOf } from '#src/catalog/laws.ts';
import type { Returns } from '#src/catalog/plans.ts';
import type { Policy, WarrantyEvent } from '#src/catalog/policies.ts';
import { inForce, type Texts } from '#src/catalog/terms.ts';
import { type CalendarDate, dayIn } from '#src/lib/days.ts';
import type { Sentence, Value } from './verdict.ts';

/** All that a case about one product in one country is judged by. */
export interface CaseTerms {
  policy: Policy;
  /** The country's own law; absent where content/laws has none. */
  law?: Law;
  /** EU.yaml, where the country is a member; the floor of its law. */
  floor?: Law;
  returns?: Returns;
  events: WarrantyEvent[];
  clauses: ReadonlyMap<string, Texts>;
}

/** The terms of a product in a country; undefined where the product has no policy. */
export function termsFor(catalog: Catalog, product: string, country: string): CaseTerms | undefined {
  const policy = catalog.policies.find((each) => each.product === product);
  if (!policy) return undefined;
  const law = catalog.laws.find((each) => each.country === country && country !== 'EU');
  const floor = floorOf(catalog, country);
  return {
    policy,
    ...(law ? { law } : {}),
    ...(floor ? { floor } : {}),
    ...(catalog.returns ? { returns: catalog.returns } : {}),
    events: eventsOf(catalog, product),
    clauses: new Map(
      [
        ...catalog.clauses,
        ...policy.clauses,
        ...(catalog.returns?.clauses ?? []),
        ...catalog.plans.clauses,
      ].map(({ id, text }) => [id, text]),
    ),
  };
}

function floorOf(catalog: Catalog, country: string): Law | undefined {
  const floor = catalog.laws.find((law) => law.country === 'EU');
  return floor?.members && Object.hasOwn(floor.members, country) ? floor : undefined;
}

/** What can happen to a product, in the editors' order. */
export function eventsOf(catalog: Catalog, product: string): WarrantyEvent[] {
  return catalog.events.filter(({ products }) => products?.includes(product) ?? true);
}

/** The calendar day it is in a country: by its law file, else by EU.yaml's list of members, else in UTC. */
export function todayIn(catalog: Catalog, country: string, nowMs: number): CalendarDate {
  const law = catalog.laws.find((each) => each.country === country);
  const zone = law?.zone ?? catalog.laws.find(({ members }) => members)?.members?.[country];
  return dayIn(zone ?? 'UTC', nowMs);
}

/** The rule of a kind for a purchase on that day: the country's own, else the floor's. */
export function ruleFor<Kind extends RuleKind>(
  terms: CaseTerms,
  kind: Kind,
  bought: CalendarDate,
): RuleOf<Kind> | undefined {
  return rulesFor(terms, kind, bought)[0];
}

/** The same, the floor's after the country's own. */
export function rulesFor<Kind extends RuleKind>(
  { law, floor }: CaseTerms,
  kind: Kind,
  bought: CalendarDate,
): RuleOf<Kind>[] {
  const own: readonly RuleOf<Kind>[] | undefined = law?.rules[kind];
  const below: readonly RuleOf<Kind>[] | undefined = law?.without.includes(kind)
    ? undefined
    : floor?.rules[kind];
  return [inForce(own, bought), inForce(below, bought)].filter((rule) => rule !== undefined);
}

/** What a rule of law says. */
export function ruleSays(rule: AnyRule | Law['also'][number], values: Record<string, Value> = {}): Sentence {
  const { title, url } = rule.source;
  return {
    clause: rule.id,
    words: { texts: rule.text },
    values: { ...numbersOf(rule), ...values },
    source: { title, url, reviewed: rule.reviewed },
  };
}

/** The numbers a rule's text may speak of. */
function numbersOf(rule: AnyRule | Law['also'][number]): Record<string, Value> {
  return {
    ...('duration' in rule ? { duration: { duration: rule.duration } } : {}),
    ...('least' in rule && rule.least ? { least: { duration: rule.least } } : {}),
    ...('burden' in rule ? { burden: { duration: rule.burden } } : {}),
    ...('adds' in rule ? { adds: { duration: rule.adds } } : {}),
  };
}

/** What a clause of our own terms says. Throws when content was never checked and it does not exist. */
export function clauseSays({ clauses }: CaseTerms, id: string, values: Record<string, Value> = {}): Sentence {
  const texts = clauses.get(id);
  if (!texts) throw new Error(`there is no clause ${id}`);
  return { clause: id, words: { texts }, values };
}
