import type { RuleOf } from '#src/catalog/laws.ts';
import type { WarrantyEvent } from '#src/catalog/policies.ts';
import { type CalendarDate, weekdaysAfter } from '#src/lib/days.ts';
import { asking, deliveryOf, type Judged, saying, side, span } from './spans.ts';
import { endOf, unclearOf } from './statutory.ts';
import { type CaseTerms, ruleFor, ruleSays } from './terms.ts';
import type { Case, Question, Sentence, Side } from './verdict.ts';

type Guarantee = RuleOf<'guarantee'>;

/** The guarantee a country orders by law, by product and price; undefined where there is none for this product. */
export function mandatorySide(
  terms: CaseTerms,
  kase: Case,
  event: WarrantyEvent | undefined,
): Side | undefined {
  const rule = ruleFor(terms, 'guarantee', kase.firstDelivered ?? kase.bought);
  if (!rule || !event || !rule.products.includes(kase.product)) return undefined;
  return side('seller', kase.today, judge(kase, event, rule));
}

/** The last day on which a faulty product is replaced without more ado, where the law has such a rule. */
export function replacedUntil(rule: Guarantee, { bought }: Case): CalendarDate | undefined {
  return rule.replacement && weekdaysAfter(bought, rule.replacement.workingDays);
}

function judge(kase: Case, event: WarrantyEvent, rule: Guarantee): Judged {
  const { today } = kase;
  const clause = rule.id;
  const start = kase.condition === 'used' ? (kase.firstDelivered ?? kase.bought) : deliveryOf(kase);
  const priced = kase.price?.currency === rule.currency ? kase.price.amount : undefined;
  const bands = rule.bands.filter((band) => priced === undefined || fits(band, priced));
  if (bands.length === 0) return { state: 'none', clause, sentences: [beneath(rule)] };
  const spans = bands
    .map(({ duration }) => span('guarantee', start, endOf(start, { ...rule, duration }), today, clause))
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  const until = spans.at(-1)?.until ?? start;
  const longest = bands.map(({ duration }) => duration).at(-1);
  const said = {
    spans,
    sentences: [
      ruleSays(rule, { until: { date: until }, ...(longest ? { duration: { duration: longest } } : {}) }),
    ],
  };
  if (kase.bought > today) return { ...said, state: 'depends', clause, on: [asking('dates', clause)] };
  if (event.law.nature === 'outside' || event.law.nature === 'none')
    return { ...said, state: 'not-covered', clause };
  if (start > today) return { ...said, state: 'depends', clause, on: [asking('delivery', clause)] };
  if (today > until) return { ...said, state: 'not-covered', clause };
  const on = [
    ...(priced === undefined ? [askingPrice(kase, rule)] : []),
    ...(kase.condition === 'used' && !kase.firstDelivered ? [asking('first-delivery', clause)] : []),
    ...(event.law.nature === 'unclear' ? [asking(unclearOf(event), clause)] : []),
  ];
  return { ...said, clause, on, state: on.length > 0 ? 'depends' : 'covered' };
}

/** Asks for the price, or for the same in the currency that decides. */
function askingPrice({ price }: Case, { id, currency }: Guarantee): Question {
  if (!price) return asking('price', id);
  const typed = { money: price.amount, currency: price.currency };
  return asking('currency', id, { price: typed, currency: { nameOfCurrency: currency } });
}

/** From which price on there is one. */
function beneath({ id, bands, currency }: Guarantee): Sentence {
  const price = { money: bands[0]?.from ?? bands[0]?.over ?? 0, currency };
  return saying('warranty.guarantee-beneath', id, { price });
}

function fits({ from, over, upTo }: Guarantee['bands'][number], price: number): boolean {
  return (
    (from === undefined || price >= from) &&
    (over === undefined || price > over) &&
    (upTo === undefined || price <= upTo)
  );
}
