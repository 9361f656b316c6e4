import type { ownedProducts } from '#db/schema/owned.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import type { Texts } from '#src/catalog/terms.ts';
import type { CalendarDate } from '#src/lib/days.ts';
import { commercialSide, versionFor } from '#src/warranty/commercial.ts';
import { mandatorySide } from '#src/warranty/guarantee.ts';
import { statutorySide } from '#src/warranty/statutory.ts';
import { type CaseTerms, eventsOf, termsFor, todayIn } from '#src/warranty/terms.ts';
import type { Case, Side, Unknown } from '#src/warranty/verdict.ts';

type Row = typeof ownedProducts.$inferSelect;
/** What decides the rights in a thing. */
export type Bought = Pick<
  Row,
  | 'product'
  | 'boughtOn'
  | 'deliveredOn'
  | 'repairedOn'
  | 'country'
  | 'condition'
  | 'seller'
  | 'firstDeliveredOn'
  | 'priceHundredths'
  | 'currency'
  | 'soldBy'
>;

export type SideName = 'commercial' | 'statutory' | 'mandatory';

/** How long one side answers for a fault, as far as is known. */
export interface Term {
  side: SideName;
  from: CalendarDate;
  /** The last day of it. */
  until: CalendarDate;
  /** 0 on the last day, negative afterwards. */
  daysLeft: number;
  /** True where a claim would still have something to show, such as that the fault was there from the start. */
  depends: boolean;
  /** False where the last day itself depends on something that is not known. */
  sure: boolean;
}

/** A part with a term of its own. */
export interface PartTerm {
  name: Texts;
  until: CalendarDate;
  daysLeft: number;
}

export interface Glance {
  /** The day it is in the country of the thing. */
  today: CalendarDate;
  /** Empty where nothing is known about the product. */
  terms: Term[];
  parts: PartTerm[];
}

/** How a thing stands on the day it is: what the maker, the seller and the law still answer for if it has a fault. */
export function glanceAt(catalog: Catalog, thing: Bought, now: number): Glance {
  const today = todayIn(catalog, thing.country, now);
  const terms = termsFor(catalog, thing.product, thing.country);
  const fault = eventsOf(catalog, thing.product).find(({ law }) => law.nature === 'fault');
  if (!terms || !fault) return { today, terms: [], parts: [] };
  const kase: Case = { ...caseOf(thing), today, event: fault.id };
  // The sides alone, without what a verdict says beside them: the letters ask this of everything anybody owns.
  const commercial = commercialSide(terms, kase);
  const mandatory = mandatorySide(terms, kase, fault);
  return {
    today,
    terms: [
      ...termOf('commercial', commercial),
      ...termOf('statutory', statutorySide(terms, kase, fault)),
      ...(mandatory ? termOf('mandatory', mandatory) : []),
    ],
    parts: partsOf(terms, kase, commercial),
  };
}

/** A thing as the warranty's judge sees it, but for the day and what happened. */
export function caseOf(thing: Bought): Omit<Case, 'today' | 'event'> {
  return {
    product: thing.product,
    bought: thing.boughtOn,
    delivered: thing.deliveredOn ?? undefined,
    repaired: thing.repairedOn ?? undefined,
    country: thing.country,
    condition: thing.condition,
    seller: thing.seller ?? undefined,
    firstDelivered: thing.firstDeliveredOn ?? undefined,
    where: thing.soldBy ?? undefined,
    price:
      thing.priceHundredths !== null && thing.currency !== null
        ? { amount: thing.priceHundredths / 100, currency: thing.currency }
        : undefined,
  };
}

/** What a verdict may depend on while its last day is known. */
const settlesNoDay = new Set<Unknown>(['cause', 'consumer', 'proof', 'part']);

/** The span that ends a side is the product's own: a single part of it may run longer. */
function termOf(name: SideName, { state, spans, on }: Side): Term[] {
  const whole = spans.filter(({ kind }) => kind !== 'part-only' && kind !== 'burden' && kind !== 'reject');
  const [first] = whole;
  const last = whole.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
  // Somebody the warranty does not pass on to has none; one that is over has ended.
  const never = state === 'none' || (state === 'not-covered' && last !== undefined && last.daysLeft >= 0);
  if (!first || !last || never) return [];
  const depends = state === 'depends' && last.daysLeft >= 0;
  const sure = !depends || on.every(({ what }) => settlesNoDay.has(what));
  return [{ side: name, from: first.from, until: last.until, daysLeft: last.daysLeft, depends, sure }];
}

function partsOf(terms: CaseTerms, kase: Case, whole: Side): PartTerm[] {
  if (whole.state === 'none') return [];
  const parts = Object.entries(versionFor(terms.policy, kase)?.parts ?? {});
  const end = whole.spans.find(({ kind }) => kind === 'full')?.until;
  return parts.flatMap(([part, { name }]) => {
    const last = commercialSide(terms, { ...kase, part }).spans.at(-1);
    return last && last.until !== end ? [{ name, until: last.until, daysLeft: last.daysLeft }] : [];
  });
}
