import { describe, expect, test } from 'vitest';
import { sayAmount } from '#src/catalog/say-number.ts';
import { locales } from '#src/i18n/locales.ts';
import { chaptersOf } from '#src/warranty/clauses.ts';
import { pricesOf } from '#src/warranty/plans.ts';
import { currencyOf } from '#src/warranty/price.ts';
import { say } from '#src/warranty/say.ts';
import { catalog } from './support.ts';

const printed = catalog.policies.flatMap((policy) =>
  policy.versions.flatMap((version) =>
    chaptersOf(catalog, policy, version).flatMap(({ clauses }) =>
      clauses.map(({ sentence }) => ({ policy, version, sentence })),
    ),
  ),
);
const [sending] = catalog.returns?.versions ?? [];
if (!sending) throw new Error('the demo takes nothing back');

describe.each(locales)('the terms in %s', (locale) => {
  test('leave no place of a number empty', () => {
    for (const { sentence } of printed) expect(say(sentence, locale)).not.toContain('{{');
  });

  test('say in every clause the number of its own field', () => {
    for (const { policy, version, sentence } of printed) {
      const { clause } = sentence;
      const part = Object.values(version.parts).find((each) => each.clause === clause);
      const country = Object.values(version.countries).find((each) => each?.clause === clause);
      const own = {
        [version.clause]: version.duration,
        ...(part && { [clause]: part.duration ?? version.duration }),
        ...(country && { [clause]: country.duration }),
        [version.maintenance.clause]: version.maintenance.every,
        [sending.clause]: sending.window,
        [sending.refund.clause]: sending.refund.within,
      }[clause];
      const texts = 'texts' in sentence.words ? sentence.words.texts[locale] : '';
      if (!own || !/\{\{(duration|every)\}\}/.test(texts)) continue;
      const said = say(sentence, locale);
      expect(said, `${clause} of ${policy.product}`).toContain(sayAmount(own, locale));
    }
  });

  test('say when the money is back, and which exchanges are free', () => {
    const saying = (clause: string) =>
      printed
        .filter(({ sentence }) => sentence.clause === clause)
        .map(({ sentence }) => say(sentence, locale));
    const refunds = saying(sending.refund.clause);
    expect(refunds.length).toBeGreaterThanOrEqual(catalog.policies.length);
    for (const refund of refunds) {
      expect(refund).toContain(sayAmount({ days: 14 }, locale));
      expect(refund).not.toContain('30');
    }
    for (const exchange of saying(sending.exchange.clause)) expect(exchange).not.toMatch(/\d|:/);
  });
});

test('free exchanges are counted as the language counts them', () => {
  const said = (exchanges: number) =>
    locales.map((locale) =>
      say(
        {
          clause: 'returns.exchange',
          words: { texts: { en: '{{x}}', el: '{{x}}', hu: '{{x}}', fr: '{{x}}', es: '{{x}}', sv: '{{x}}' } },
          values: { x: { exchanges } },
        },
        locale,
      ),
    );
  expect(said(1)[0]).toBe('The first exchange of an order is free, there and back');
  expect(said(2)[0]).toBe('The first 2 exchanges of an order are free, there and back');
  expect(said(0)[0]).toBe('You pay for the transport of an exchange');
  for (const each of said(2)) expect(each).toContain('2');
});

test('a plan has a price in the currency of each of its countries, and in no other', () => {
  for (const plan of catalog.plans.plans)
    for (const product of plan.products) {
      const paid = [...new Set(plan.countries.map((country) => currencyOf(catalog, country)))];
      for (const locale of locales)
        expect(
          pricesOf(catalog, plan, product, locale)
            .map(({ currency }) => currency)
            .sort(),
          `${plan.id} ${product}`,
        ).toEqual(paid.sort());
    }
  const [plan] = catalog.plans.plans;
  if (!plan) throw new Error('the demo has no plan');
  const abroad = { ...plan, countries: ['GR'] };
  expect(pricesOf(catalog, abroad, plan.products[0] ?? '', 'en').map(({ currency }) => currency)).toEqual([
    'EUR',
  ]);
});
