import type { WarrantyEvent } from '#src/catalog/policies.ts';
import { inForce } from '#src/catalog/terms.ts';
import { lastDayOf, orNextWeekday } from '#src/lib/days.ts';
import { asking, deliveryOf, type Judged, saying, side, span } from './spans.ts';
import { endOf } from './statutory.ts';
import { type CaseTerms, clauseSays, ruleFor, ruleSays } from './terms.ts';
import type { Case, Question, Sentence, Side, Span } from './verdict.ts';

/** Sending it back, whatever the reason: our own window for orders placed with us, and the withdrawal by law. */
export function returnsSide(terms: CaseTerms, kase: Case, event: WarrantyEvent | undefined): Side {
  return side(
    kase.where === 'maker' ? 'maker' : 'seller',
    kase.today,
    judge(terms, kase, isAboutReturning(event)),
  );
}

function judge(terms: CaseTerms, kase: Case, wanted: boolean): Judged {
  const start = deliveryOf(kase);
  const none = terms.policy.statutory.clause;
  const spans: Span[] = [];
  const sentences: Sentence[] = [];
  const on: Question[] = [];
  let open = false;
  let clause = none;
  if (kase.condition === 'used' && kase.seller === 'private')
    return { state: 'none', clause, sentences: [saying('warranty.no-return-private', none)] };

  const own = inForce(terms.returns?.versions, kase.bought);
  if (own && kase.where !== 'shop' && kase.where !== 'distance' && kase.condition === 'new') {
    const each = span('return', start, lastDayOf(start, own.window), kase.today, own.clause);
    const tried = own.tried[kase.product];
    spans.push(each);
    clause = own.clause;
    sentences.push(
      clauseSays(terms, own.clause, {
        duration: { duration: own.window },
        until: { date: each.until },
      }),
      ...(kase.where ? [] : [clauseSays(terms, own.onlyFromMaker.clause)]),
      ...(tried ? [clauseSays(terms, tried)] : []),
      clauseSays(terms, own.refund.clause, { duration: { duration: own.refund.within } }),
    );
    if (kase.today <= each.until) {
      if (kase.where === 'maker') open = true;
      else on.push(asking('where', own.onlyFromMaker.clause));
    }
  }
  const rule = ruleFor(terms, 'withdrawal', kase.bought);
  if (rule && kase.where !== 'shop') {
    const end = endOf(start, rule);
    const until = rule.weekendsRollOver ? orNextWeekday(end) : end;
    spans.push(span('withdrawal', start, until, kase.today, rule.id));
    sentences.push(ruleSays(rule, { until: { date: until } }));
    if (clause === none) clause = rule.id;
    if (kase.today <= until) {
      if (kase.where) {
        open = true;
        clause = rule.id;
      } else if (on.length === 0) on.push(asking('where', rule.id));
    }
  }
  if (kase.bought > kase.today && spans.length > 0)
    return { state: 'depends', clause, spans, sentences, on: [asking('dates', clause)] };
  // Nobody orders a shop to take back what is sound, but many do.
  if (spans.length === 0 && kase.where === 'shop' && wanted)
    return { state: 'depends', clause, on: [asking('shop', clause)] };
  if (spans.length === 0 && kase.where === 'shop')
    return { state: 'not-covered', clause, sentences: [saying('warranty.no-return-shop', clause)] };
  if (open) return { state: 'covered', clause, spans, sentences };
  return { state: on.length > 0 ? 'depends' : 'not-covered', clause, spans, sentences, on };
}

/** True where returning is the answer to what happened, not only a way open to everybody. */
export const isAboutReturning = (event: WarrantyEvent | undefined): boolean =>
  event?.law.ground === 'withdrawal';
