import type { Have, PolicyVersion, WarrantyEvent } from '#src/catalog/policies.ts';
import { inForce } from '#src/catalog/terms.ts';
import { replacedUntil } from './guarantee.ts';
import { deliveryOf, partsAlone, saying } from './spans.ts';
import { endOf } from './statutory.ts';
import { type CaseTerms, clauseSays, ruleFor, ruleSays } from './terms.ts';
import type { Case, Side, SpanKind, Step, Verdict } from './verdict.ts';

type Sides = Pick<Verdict, 'commercial' | 'statutory' | 'mandatory' | 'returns'>;

const hopeful = (side: Side | undefined) => side?.state === 'covered' || side?.state === 'depends';

/** What to do next, best first. Asking people is always the last way on. */
export function nextSteps(
  terms: CaseTerms,
  kase: Case,
  event: WarrantyEvent | undefined,
  version: PolicyVersion | undefined,
  sides: Sides,
): Step[] {
  const { clause } = terms.policy.statutory;
  const ask: Step = { kind: 'ask', sentence: saying('warranty.next-ask', clause) };
  if (kase.bought > kase.today) return [ask];
  const steps = [
    ...atOnce(terms, kase, event, sides),
    ...(event?.law.nature === 'none' ? [] : olderTerms(sides)),
    ...claims(terms, version, sides),
    ...returning(terms, kase, event, sides),
    ...atOnesOwnCost(terms, event, version, sides),
  ];
  return [...steps, ask];
}

/** Rights that last days: they come first. */
function atOnce(terms: CaseTerms, kase: Case, event: WarrantyEvent | undefined, sides: Sides): Step[] {
  if (event?.law.nature !== 'fault') return [];
  const steps: Step[] = [];
  const guarantee = kase.condition === 'new' ? ruleFor(terms, 'guarantee', kase.bought) : undefined;
  const replaced = guarantee && replacedUntil(guarantee, kase);
  if (guarantee && replaced && kase.today <= replaced && hopeful(sides.mandatory))
    steps.push({
      kind: 'replace',
      sentence: saying('warranty.next-replace', guarantee.id, { until: { date: replaced } }),
    });
  const fromTrader = kase.condition === 'new' || kase.seller === 'trader';
  const reject = fromTrader ? ruleFor(terms, 'reject', kase.bought) : undefined;
  const until = reject && endOf(deliveryOf(kase), reject);
  if (reject && until && kase.today <= until)
    steps.push({ kind: 'reject', sentence: ruleSays(reject), until });
  return steps;
}

function claims(terms: CaseTerms, version: PolicyVersion | undefined, sides: Sides): Step[] {
  const steps: Step[] = [];
  if (version && hopeful(sides.commercial)) steps.push(...ourClaims(terms, version, sides.commercial));
  if (sides.mandatory && hopeful(sides.mandatory))
    steps.push({
      kind: 'guarantee',
      sentence: saying('warranty.next-guarantee', sides.mandatory.clause),
    });
  if (hopeful(sides.statutory))
    steps.push({ kind: 'seller', sentence: saying('warranty.next-seller', sides.statutory.clause) });
  return steps;
}

/** Bought before the first terms that are kept: a person looks up what held then. */
function olderTerms({ commercial }: Sides): Step[] {
  return commercial.on
    .filter(({ what }) => what === 'terms')
    .map(({ sentence }) => ({ kind: 'claim', sentence: saying('warranty.next-write', sentence.clause) }));
}

/** Our warranty on the whole product; after it, one step for each part that is still given. */
function ourClaims(terms: CaseTerms, { claim, parts }: PolicyVersion, side: Side): Step[] {
  const answer = { duration: claim.answer };
  const alone = new Set(partsAlone(side).map((span) => span.clause));
  if (alone.size === 0) {
    const values = { answer, repair: { duration: claim.repair } };
    return [{ kind: 'claim', sentence: clauseSays(terms, claim.clause, values) }];
  }
  return Object.values(parts)
    .filter(({ clause }) => alone.has(clause))
    .map(({ clause, name }) => ({
      kind: 'claim',
      sentence: saying('warranty.next-claim-part', clause, { answer, part: { texts: name } }),
    }));
}

function returning(
  terms: CaseTerms,
  kase: Case,
  event: WarrantyEvent | undefined,
  { returns }: Sides,
): Step[] {
  if (!hopeful(returns) || event?.law.nature === 'outside') return [];
  const shop = returns.on.find(({ what }) => what === 'shop');
  if (shop) return [{ kind: 'shop', sentence: saying('warranty.next-shop', shop.sentence.clause) }];
  const open = (kind: SpanKind) => returns.spans.find((each) => each.kind === kind && each.daysLeft >= 0);
  const own = open('return');
  const exchange = inForce(terms.returns?.versions, kase.bought)?.exchange;
  const withdrawal = open('withdrawal');
  const steps: Step[] = [];
  if (own)
    steps.push({
      kind: 'return',
      sentence: saying('warranty.next-return', own.clause, { until: { date: own.until } }),
    });
  if (own && exchange)
    steps.push({
      kind: 'exchange',
      sentence: clauseSays(terms, exchange.clause, { free: { exchanges: exchange.free } }),
    });
  if (withdrawal)
    steps.push({
      kind: 'withdraw',
      sentence: saying('warranty.next-withdraw', withdrawal.clause, { until: { date: withdrawal.until } }),
    });
  return steps;
}

/** When nobody has to pay for it, or perhaps nobody: what it takes to have it mended all the same. */
function atOnesOwnCost(
  terms: CaseTerms,
  event: WarrantyEvent | undefined,
  version: PolicyVersion | undefined,
  sides: Sides,
): Step[] {
  const { commercial, statutory, mandatory } = sides;
  const paid = [commercial, statutory, mandatory].some(
    (each) => each?.state === 'covered' && partsAlone(each).length === 0,
  );
  if (paid || event?.law.nature === 'none') return [];
  const clause = version?.maintenance.clause ?? terms.policy.statutory.clause;
  return event?.part
    ? [{ kind: 'part', sentence: saying('warranty.next-part', clause) }]
    : [{ kind: 'centre', sentence: saying('warranty.next-centre', clause) }];
}

/** What to have at hand, without repeats. */
export function atHand(kase: Case, version: PolicyVersion | undefined): Have[] {
  const have: Have[] = [
    ...(version?.claim.have ?? ['proof', 'model', 'serial', 'photo']),
    ...(kase.condition === 'used' ? (['first-invoice'] as const) : []),
    ...(kase.repaired ? (['repair-report'] as const) : []),
    ...(kase.delivered && kase.delivered !== kase.bought ? (['delivery-note'] as const) : []),
  ];
  return [...new Set(have)];
}
