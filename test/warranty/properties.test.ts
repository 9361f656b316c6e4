import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Policy } from '#src/catalog/policies.ts';
import { addDays, type Duration, isCalendarDate, lastDayOf } from '#src/lib/days.ts';
import { locales } from '#src/i18n/locales.ts';
import { coverage } from '#src/warranty/coverage.ts';
import { say } from '#src/warranty/say.ts';
import { termsFor } from '#src/warranty/terms.ts';
import type { Case, Sentence, Side, Verdict } from '#src/warranty/verdict.ts';
import { catalog, judge } from './support.ts';

/** A day between two years, every day of them. */
const dayIn = (first: number, last: number) =>
  fc
    .integer({ min: Date.UTC(first, 0, 1) / 86_400_000, max: Date.UTC(last, 11, 31) / 86_400_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const day = dayIn(2010, 2040);
const countries = ['GR', 'HU', 'FR', 'ES', 'SE', 'IE', 'GB', 'DE', 'NO', 'US', 'XX'];

const anyCase: fc.Arbitrary<Case> = fc.record({
  product: fc.constantFrom(...catalog.policies.map(({ product }) => product)),
  event: fc.constantFrom(...catalog.events.map(({ id }) => id)),
  part: fc.option(fc.constantFrom('motor', 'battery', 'charger', 'lid'), { nil: undefined }),
  bought: day,
  delivered: fc.option(day, { nil: undefined }),
  today: day,
  repaired: fc.option(day, { nil: undefined }),
  firstDelivered: fc.option(day, { nil: undefined }),
  country: fc.constantFrom(...countries),
  condition: fc.constantFrom('new', 'used'),
  seller: fc.constantFrom('trader', 'private', undefined),
  where: fc.constantFrom('maker', 'distance', 'shop', undefined),
  price: fc.option(
    fc.record({
      amount: fc.double({ min: 0, max: 1e7, noNaN: true }),
      currency: fc.constantFrom('HUF', 'EUR'),
    }),
    { nil: undefined },
  ),
});

const sidesOf = ({ commercial, statutory, mandatory, returns }: Verdict): Side[] =>
  [commercial, statutory, mandatory, returns].filter((side) => side !== undefined);
const sentencesOf = (verdict: Verdict): Sentence[] => [
  ...sidesOf(verdict).flatMap((side) => [...side.sentences, ...side.on.map(({ sentence }) => sentence)]),
  ...verdict.assumptions,
  ...verdict.next.map(({ sentence }) => sentence),
];
const clauseIds = new Set([
  ...[catalog.clauses, catalog.plans.clauses, catalog.returns?.clauses ?? []].flat().map(({ id }) => id),
  ...catalog.policies.flatMap(({ clauses }) => clauses.map(({ id }) => id)),
  ...catalog.laws.flatMap(({ rules, also }) =>
    [...Object.values(rules).flat(), ...also].map((rule) => rule?.id ?? ''),
  ),
]);
const hold = <Values>(property: fc.IProperty<Values>) => {
  fc.assert(property, { numRuns: 200 });
};

/** The demo's terms with another warranty. */
function judgeWith(kase: Case, change: (policy: Policy) => Policy): Verdict {
  const terms = termsFor(catalog, kase.product, kase.country);
  if (!terms) throw new Error('no policy');
  return coverage({ ...terms, policy: change(terms.policy) }, kase);
}
const lasting = (policy: Policy, duration: Duration): Policy => ({
  ...policy,
  versions: policy.versions.map((version) => ({ ...version, duration })),
});

describe('every case has a verdict', () => {
  test('with days that exist, and clauses that do', () => {
    hold(
      fc.property(anyCase, (kase) => {
        const verdict = judge(kase);
        for (const side of sidesOf(verdict)) {
          for (const { from, until } of side.spans) {
            expect([from, until].every(isCalendarDate)).toBe(true);
            expect(until >= from).toBe(true);
          }
          expect(clauseIds).toContain(side.clause);
          expect(side.on.length > 0).toBe(side.state === 'depends');
        }
        for (const { clause } of sentencesOf(verdict)) expect(clauseIds).toContain(clause);
        expect(verdict.next.at(-1)?.kind).toBe('ask');
      }),
    );
  });

  test('that can be said in every language, with every number filled in', () => {
    hold(
      fc.property(anyCase, (kase) => {
        for (const sentence of sentencesOf(judge(kase)))
          for (const locale of locales)
            expect(say(sentence, locale)).not.toMatch(/\{\{|undefined|NaN|\.\.|^$/);
      }),
    );
  });

  test('the same each time', () => {
    hold(
      fc.property(anyCase, (kase) => {
        expect(judge(kase)).toEqual(judge(kase));
      }),
    );
  });

  test('on days at both ends of the calendar', () => {
    for (const bought of ['0001-01-01', '1899-12-31', '9999-12-31'])
      for (const today of ['0001-01-01', '9999-12-31'])
        for (const country of countries) {
          const sides = sidesOf(
            judge({
              product: 'washing-machine-w80',
              event: 'defect',
              bought,
              today,
              country,
              condition: 'new',
            }),
          );
          for (const { until } of sides.flatMap(({ spans }) => spans))
            expect(isCalendarDate(until)).toBe(true);
        }
  });
});

describe('time', () => {
  test('never turns not covered into covered, on any side', () => {
    hold(
      fc.property(anyCase, fc.integer({ min: 1, max: 4000 }), (kase, later) => {
        const now = judge(kase);
        const then = judge({ ...kase, today: addDays(kase.today, later) });
        for (const name of ['commercial', 'statutory', 'mandatory', 'returns'] as const)
          if (now[name]?.state === 'not-covered') expect(then[name]?.state).toBe('not-covered');
      }),
    );
  });

  test('takes a day from every span each day', () => {
    hold(
      fc.property(anyCase, (kase) => {
        const left = (verdict: Verdict) => sidesOf(verdict).map(({ spans }) => spans[0]?.daysLeft);
        const tomorrow = left(judge({ ...kase, repaired: undefined, today: addDays(kase.today, 1) }));
        expect(tomorrow).toEqual(
          left(judge({ ...kase, repaired: undefined })).map((days) => days && days - 1 + Number(days === 0)),
        );
      }),
    );
  });

  test('begins later when the delivery is later, and never ends earlier for it', () => {
    hold(
      fc.property(anyCase, fc.integer({ min: 1, max: 400 }), (kase, later) => {
        const known = { ...kase, delivered: kase.delivered ?? kase.bought, repaired: undefined };
        const sooner = judge(known);
        const after = judge({ ...known, delivered: addDays(known.delivered, later) });
        for (const name of ['commercial', 'statutory', 'mandatory', 'returns'] as const)
          expect((after[name]?.until ?? '') >= (sooner[name]?.until ?? '')).toBe(true);
      }),
    );
  });
});

describe('the law', () => {
  test('is the same whatever our terms say', () => {
    hold(
      fc.property(anyCase, fc.integer({ min: 1, max: 20 }), (kase, years) => {
        const { statutory, mandatory } = judge(kase);
        for (const change of [
          (policy: Policy) => lasting(policy, { years }),
          (policy: Policy): Policy => ({
            ...policy,
            versions: policy.versions.map((version) => ({
              ...version,
              transfer: { ...version.transfer, allowed: false },
              events: Object.fromEntries(
                Object.entries(version.events).map(([id, rule]) => [
                  id,
                  { ...rule, outcome: 'excluded' as const },
                ]),
              ),
            })),
          }),
        ]) {
          const changed = judgeWith(kase, change);
          expect(changed.statutory).toEqual(statutory);
          expect(changed.mandatory).toEqual(mandatory);
        }
      }),
    );
  });

  test('covers overall what it covers, whatever our terms leave out', () => {
    hold(
      fc.property(anyCase, (kase) => {
        const verdict = judge(kase);
        if (kase.event === 'changed-mind') return;
        const covering = [verdict.commercial, verdict.statutory, verdict.mandatory].some(
          (side) => side?.state === 'covered',
        );
        expect(verdict.overall === 'covered').toBe(covering);
      }),
    );
  });

  test('lasts at least two years from delivery in every member', () => {
    hold(
      fc.property(anyCase, (kase) => {
        if (['GB', 'US', 'XX'].includes(kase.country)) return;
        const { statutory } = judge({ ...kase, condition: 'new' });
        const liability = statutory.spans.find(({ kind }) => kind === 'liability');
        if (!liability) return;
        // A period that begins with the day itself ends a day earlier.
        expect(liability.until >= addDays(lastDayOf(liability.from, { years: 2 }), -1)).toBe(true);
      }),
    );
  });

  test('is never shorter for a repair', () => {
    hold(
      fc.property(anyCase, (kase) => {
        const without = judge({ ...kase, repaired: undefined }).statutory.until ?? '';
        expect((judge(kase).statutory.until ?? '') >= without).toBe(true);
      }),
    );
  });
});

describe('our terms', () => {
  test('end no earlier when they last longer', () => {
    hold(
      fc.property(anyCase, fc.integer({ min: 1, max: 15 }), (kase, years) => {
        const shorter = judgeWith(kase, (policy) => lasting(policy, { years })).commercial.until ?? '';
        const longer =
          judgeWith(kase, (policy) => lasting(policy, { years: years + 1 })).commercial.until ?? '';
        expect(longer >= shorter).toBe(true);
      }),
    );
  });

  test('give way to a country of their own', () => {
    const { commercial } = judgeWith(
      {
        product: 'washing-machine-w80',
        event: 'defect',
        bought: '2024-01-31',
        today: '2028-12-01',
        country: 'SE',
        condition: 'new',
      },
      (policy) => ({
        ...policy,
        versions: policy.versions.map((version) => ({
          ...version,
          countries: { SE: { duration: { years: 5 }, clause: 'halvard.term' } },
        })),
      }),
    );
    expect([commercial.state, commercial.until]).toEqual(['covered', '2029-01-31']);
  });

  test('may count from the purchase instead of the delivery', () => {
    const { commercial, statutory } = judgeWith(
      {
        product: 'washing-machine-w80',
        event: 'defect',
        bought: '2024-01-31',
        delivered: '2024-03-15',
        today: '2026-01-01',
        country: 'GR',
        condition: 'new',
      },
      (policy) => ({
        ...policy,
        versions: policy.versions.map((version) => ({ ...version, start: 'purchase' as const })),
      }),
    );
    expect([commercial.until, statutory.until]).toEqual(['2027-01-31', '2026-03-15']);
  });
});
