import { commercialSide, versionFor } from './commercial.ts';
import { mandatorySide } from './guarantee.ts';
import { atHand, nextSteps } from './next.ts';
import { isAboutReturning, returnsSide } from './returns.ts';
import { saying } from './spans.ts';
import { statutorySide } from './statutory.ts';
import type { CaseTerms } from './terms.ts';
import type { Case, Sentence, Side, State, Verdict } from './verdict.ts';

/**
 * Judges a case by the terms of its product and country (`termsFor`). Pure: the same case has the
 * same verdict on any machine at any time. Total: every case of calendar days that exist has one.
 *
 * Covered means that one side at least covers it; what our warranty leaves out takes nothing from
 * what the law gives, for the law's side never sees our terms. It is information, not legal advice.
 */
export function coverage(terms: CaseTerms, kase: Case): Verdict {
  const event = terms.events.find(({ id }) => id === kase.event);
  const version = versionFor(terms.policy, kase);
  const mandatory = mandatorySide(terms, kase, event);
  const sides = {
    commercial: commercialSide(terms, kase),
    statutory: statutorySide(terms, kase, event),
    ...(mandatory ? { mandatory } : {}),
    returns: returnsSide(terms, kase, event),
  };
  const { commercial, statutory, returns } = sides;
  return {
    overall: overallOf(isAboutReturning(event) ? [returns] : [commercial, statutory, mandatory]),
    ...sides,
    assumptions: assumptionsOf(terms, kase),
    next: nextSteps(terms, kase, event, version, sides),
    have: atHand(kase, version),
    ...(version ? { version: version.from } : {}),
  };
}

function overallOf(sides: readonly (Side | undefined)[]): State {
  const states = sides.map((each) => each?.state);
  if (states.includes('covered')) return 'covered';
  return states.includes('depends') ? 'depends' : 'not-covered';
}

/** What was not said and had to be taken for granted, always against a longer right. */
function assumptionsOf({ policy }: CaseTerms, kase: Case): Sentence[] {
  const { clause } = policy.statutory;
  return [
    ...(kase.delivered === undefined
      ? [saying('warranty.assumed-delivery', clause, { date: { date: kase.bought } })]
      : []),
    ...(kase.delivered !== undefined && kase.delivered < kase.bought
      ? [saying('warranty.assumed-delivered-late', clause, { date: { date: kase.bought } })]
      : []),
    ...(kase.repaired !== undefined ? [saying('warranty.assumed-repair', clause)] : []),
  ];
}
