import { type Catalog, findProduct } from '#src/catalog/catalog.ts';
import type { WarrantyEvent } from '#src/catalog/policies.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { Key } from '#src/i18n/translate.ts';
import { type CalendarDate, dayIn, isCalendarDate, laterOf } from '#src/lib/days.ts';
import type { FormState } from '#src/lib/forms.ts';
import { type CaseField, caseFields } from './addresses.ts';
import { countryOf, usualCountry } from './countries.ts';
import { findByPlate } from './find.ts';
import { currencyOf, type Price, readPrice } from './price.ts';
import { eventsOf, todayIn } from './terms.ts';
import type { Case } from './verdict.ts';

/** What somebody asks the checker, as far as it can be read. */
export interface Asked {
  /** What was typed, and what is wrong with it; the status is 400 when something is. */
  form: FormState;
  /** ISO 3166: as chosen, else guessed from the language of the page. */
  country: string;
  /** A slug. */
  product: string | undefined;
  /** The model, or the serial number, as typed. */
  plate: string | undefined;
  /** Present when enough is said to judge it, and nothing of it is wrong. */
  kase?: Case;
}

/** Longer than anything that is meant; the rest is neither read nor shown again. */
const longestValue = 120;
const firstYear = 1900;
const lastYear = 2100;
/** Where a day begins first: nowhere on earth it is later. */
const earliestZone = 'Pacific/Kiritimati';
/** Signs nobody typed on purpose: control characters, and marks of direction that come with copied text. */
const unseen = /[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

const choices = ['product', 'event', 'condition', 'where', 'part', 'seller'] as const;
const conditions = ['new', 'used'] as const;
const places = ['maker', 'distance', 'shop'] as const;
const sellers = ['trader', 'private'] as const;

/**
 * Reads a case from the address of the checker. Nothing is complained about that was only left out,
 * unless the form was sent: then its four questions are all there. Never throws, whatever is given.
 */
export function readCase(query: URLSearchParams, catalog: Catalog, locale: Locale, nowMs: number): Asked {
  const { all, values } = typedIn(query, catalog);
  const errors: Errors = {};
  const read = reader(values, errors);
  for (const name of caseFields) if ((all[name]?.length ?? 0) > 1) errors[name] = 'warranty.fault.twice';

  const country =
    read('country', (typed) => countryOf(typed) ?? new Fault('warranty.fault.country')) ??
    usualCountry(locale);
  const { product, part } = readProduct(read, catalog);
  const bought = read('bought', (typed) => pastDay(typed, latestDay(catalog, country, nowMs)));
  const event = read('event', (typed) => readEvent(typed, catalog, product));
  const today = todayIn(catalog, country, nowMs);
  const further = readFurther(read, catalog, { country, product, bought, today });
  if (wasSent(query)) demandAnswers(values, errors);

  const known = { ...(product ? { product } : {}), ...(values.country ? { country } : {}) };
  const form = formOf({ ...values, ...known }, all, errors);
  const asked: Asked = { form, country, product, plate: values.model || undefined };
  if (form.status !== 200 || !product || !bought || !event) return asked;
  // Where the buyer's zone is not known, their own day counts.
  const kase = { product, bought, country, event: event.id, today: laterOf(today, bought) };
  return { ...asked, kase: { ...kase, ...further, part: further.part ?? part } };
}

interface Begun {
  country: string;
  product: string | undefined;
  bought: CalendarDate | undefined;
  today: CalendarDate;
}

/** What is asked beyond the four questions. */
function readFurther(read: Read, catalog: Catalog, { country, product, bought, today }: Begun) {
  const condition = read('condition', oneOf(conditions)) ?? 'new';
  const price = (typed: string): Price | Fault =>
    readPrice(typed, currencyOf(catalog, country)) ?? new Fault('warranty.fault.price');
  const first = (typed: string) => {
    const day = pastDay(typed, today);
    return typeof day === 'string' && bought && day > bought ? new Fault('warranty.fault.first') : day;
  };
  const ofUsed = { seller: read('seller', oneOf(sellers)), firstDelivered: read('first', first) };
  return {
    condition,
    delivered: read('delivered', readDay),
    where: read('where', oneOf(places)),
    price: read('price', price),
    repaired: read('repaired', (typed) => repairedOn(typed, bought, today)),
    part: read('part', (typed) => readPart(typed, catalog, product)),
    ...(condition === 'used' ? ofUsed : {}),
  };
}

/** What the page shows again; a choice that is not offered cannot be. */
function formOf(values: Record<string, string>, all: Record<string, string[]>, errors: Errors): FormState {
  const faulty = Object.keys(errors).length > 0;
  const form = {
    values: { ...values },
    all: { ...all },
    errors: inOrder(errors),
    status: faulty ? 400 : 200,
  };
  for (const name of choices)
    if (errors[name]) {
      form.values[name] = '';
      form.all[name] = [];
    }
  return form;
}

class Fault {
  readonly key: Key;
  constructor(key: Key) {
    this.key = key;
  }
}

type Values = Partial<Record<CaseField, string>>;
type Errors = Partial<Record<CaseField, Key>>;
type Read = <Value>(name: CaseField, reader: (typed: string) => Value | Fault) => Value | undefined;

/** Runs readers on fields that were filled in; a fault stands beside its field. */
function reader(values: Values, errors: Errors): Read {
  return (name, readValue) => {
    const typed = values[name];
    if (!typed || errors[name]) return undefined;
    const value = readValue(typed);
    if (!(value instanceof Fault)) return value;
    errors[name] = value.key;
    return undefined;
  };
}

/**
 * The fields of the form alone, without what cannot be seen, at most `longestValue` characters of
 * each. What is no product of ours may be a model or a serial number, and stands in that field.
 */
function typedIn(
  query: URLSearchParams,
  catalog: Catalog,
): {
  all: Record<string, string[]>;
  values: Values & Record<string, string>;
} {
  const all: Record<string, string[]> = {};
  for (const name of caseFields) {
    const typed = query
      .getAll(name)
      .slice(0, 2)
      .map((value) =>
        value
          .slice(0, 4 * longestValue)
          .replace(unseen, '')
          .trim(),
      )
      .map((value) => value.slice(0, longestValue).toWellFormed());
    if (typed.length > 0) all[name] = typed;
  }
  const values: Values & Record<string, string> = Object.fromEntries(
    Object.entries(all).map(([name, [first = '']]) => [name, first]),
  );
  const { product, model } = values;
  if (product && !model && !findProduct(catalog, product))
    return { all, values: { ...values, product: '', model: product } };
  return { all, values };
}

/** True where the form itself was sent: it sends all its fields, filled in or not. */
function wasSent(query: URLSearchParams): boolean {
  return query.has('bought') && query.has('event') && (query.has('product') || query.has('model'));
}

function demandAnswers(values: Values, errors: Errors): void {
  if (!values.product && !values.model) errors.product ??= 'warranty.fault.no-product';
  if (!values.bought) errors.bought ??= 'warranty.fault.no-bought';
  if (!values.event) errors.event ??= 'warranty.fault.no-event';
}

/** Faults in the order of the fields, as their list above the form shows them. */
function inOrder(errors: Errors): FormState['errors'] {
  return Object.fromEntries(
    caseFields.flatMap((name) => (errors[name] ? [[name, errors[name]] as const] : [])),
  );
}

/** The product by its choice, or by what is printed on its plate; both must mean the same. */
function readProduct(
  read: Read,
  catalog: Catalog,
): { product: string | undefined; part: string | undefined } {
  const chosen = read('product', (typed) => {
    const slug = findProduct(catalog, typed)?.slug;
    const found = slug ? { product: slug, part: undefined } : findByPlate(catalog, typed);
    const known = found && catalog.policies.some(({ product }) => product === found.product);
    return known ? found : new Fault('warranty.fault.product');
  });
  const plate = read('model', (typed) => {
    const found = findByPlate(catalog, typed);
    if (!found) return chosen ?? new Fault('warranty.fault.model');
    return chosen && found.product !== chosen.product ? new Fault('warranty.fault.model-other') : found;
  });
  return { product: chosen?.product ?? plate?.product, part: plate?.part ?? chosen?.part };
}

function readEvent(typed: string, catalog: Catalog, product: string | undefined): WarrantyEvent | Fault {
  const event = catalog.events.find(({ id }) => id === typed);
  if (!event) return new Fault('warranty.fault.event');
  return product && !eventsOf(catalog, product).includes(event)
    ? new Fault('warranty.fault.event-other')
    : event;
}

function readPart(typed: string, catalog: Catalog, product: string | undefined): string | Fault {
  const versions = catalog.policies.find((policy) => policy.product === product)?.versions ?? [];
  // Without a product there is nothing yet that it could be a part of.
  const known = !product || versions.some(({ parts }) => Object.hasOwn(parts, typed));
  return known ? typed : new Fault('warranty.fault.choice');
}

function oneOf<Choice extends string>(choices: readonly Choice[]): (typed: string) => Choice | Fault {
  return (typed) => choices.find((one) => one === typed) ?? new Fault('warranty.fault.choice');
}

function readDay(typed: string): CalendarDate | Fault {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return new Fault('warranty.fault.date');
  if (!isCalendarDate(typed)) return new Fault('warranty.fault.no-such-day');
  const year = Number(typed.slice(0, 4));
  return year < firstYear || year > lastYear ? new Fault('warranty.fault.year') : typed;
}

function pastDay(typed: string, latest: CalendarDate): CalendarDate | Fault {
  const day = readDay(typed);
  return typeof day === 'string' && day > latest ? new Fault('warranty.fault.future') : day;
}

/** The day of a repair: not before the purchase, and not to come. */
function repairedOn(
  typed: string,
  bought: CalendarDate | undefined,
  today: CalendarDate,
): CalendarDate | Fault {
  const day = readDay(typed);
  if (typeof day !== 'string') return day;
  if (day > today) return new Fault('warranty.fault.repaired-future');
  return bought && day < bought ? new Fault('warranty.fault.repaired') : day;
}

/** The last day on which something can have been bought there. */
function latestDay(catalog: Catalog, country: string, nowMs: number): CalendarDate {
  const known = catalog.laws.some(
    (law) => law.country === country || (law.members && Object.hasOwn(law.members, country)),
  );
  return known ? todayIn(catalog, country, nowMs) : dayIn(earliestZone, nowMs);
}
