import { type CalendarDate, type Duration, isCalendarDate } from '../lib/days.ts';
import type { Terms } from './read-terms.ts';
import { sayAmount } from './say-number.ts';
import type { WorkingDays } from './terms.ts';

/** Whose numbers a text may print; also the names of the components that print them. */
export const numberKinds = ['Policy', 'Returns', 'Law', 'Plan'] as const;
export type NumberKind = (typeof numberKinds)[number];

export const isNumberKind = (name: string): name is NumberKind =>
  (numberKinds as readonly string[]).includes(name);

export type Amount =
  | Duration
  | WorkingDays
  | { date: CalendarDate }
  | { percent: number }
  | { count: number }
  | { money: number; currency: string };

/** How a text names a number: a policy by its product, a law by its country, a plan by its id. */
export interface NumberName {
  kind: NumberKind;
  of?: string | undefined;
  /** E.g. `duration` or `parts.motor.duration`. */
  field: string;
}

/** A number of the newest terms, and where in the content folder it stands. */
export interface TermNumber extends NumberName {
  amount: Amount;
  file: string;
  path: (string | number)[];
}

interface Found {
  path: (string | number)[];
  amount: Amount;
}

/** They are asked for hundreds of times in a build, and terms are not changed once they are read. */
const known = new WeakMap<Terms, TermNumber[]>();

/** Every number of the newest version of each policy, law, plan and of the returns. */
export function numbersIn(terms: Terms): TermNumber[] {
  const numbers = known.get(terms) ?? readNumbers(terms);
  known.set(terms, numbers);
  return numbers;
}

function readNumbers(terms: Terms): TermNumber[] {
  return [
    ...terms.policies.flatMap(({ product, versions }) =>
      newest(versions).flatMap(({ version, at }) =>
        amountsIn(version).map(({ path, amount }) => ({
          ...{ kind: 'Policy' as const, of: product, field: path.join('.'), amount },
          ...{ file: `policies/${product}.yaml`, path: ['versions', at, ...path] },
        })),
      ),
    ),
    ...newest(terms.returns?.versions ?? []).flatMap(({ version, at }) =>
      amountsIn(version).map(({ path, amount }) => ({
        ...{ kind: 'Returns' as const, field: path.join('.'), amount },
        ...{ file: 'returns.yaml', path: ['versions', at, ...path] },
      })),
    ),
    ...terms.laws.flatMap(({ country, currency, rules }) =>
      Object.entries(rules).flatMap(([rule, versions]) =>
        newest(versions).flatMap(({ version, at }) =>
          amountsIn(version, currency).map(({ path, amount }) => ({
            ...{ kind: 'Law' as const, of: country, field: ruleField(rule, path), amount },
            ...{ file: `laws/${country}.yaml`, path: ['rules', rule, at, ...path] },
          })),
        ),
      ),
    ),
    ...terms.plans.plans.flatMap((plan, at) =>
      amountsIn(plan).map(({ path, amount }) => ({
        ...{ kind: 'Plan' as const, of: plan.id, field: path.join('.'), amount },
        ...{ file: 'plans.yaml', path: ['plans', at, ...path] },
      })),
    ),
  ];
}

/** The newest stands last. */
const newest = <Version>(versions: readonly Version[] = []) =>
  versions.map((version, at) => ({ version, at })).slice(-1);

/** `liability` for what it lasts, `guarantee.1` for the first band of prices. */
function ruleField(rule: string, path: readonly (string | number)[]): string {
  const rest = path
    .filter((part) => part !== 'bands')
    .map((part) => (typeof part === 'number' ? part + 1 : part));
  const [last] = rest.slice(-1);
  return [rule, ...(last === 'duration' || last === 'adds' ? rest.slice(0, -1) : rest)].join('.');
}

function amountsIn(value: unknown, currency = '', path: Found['path'] = []): Found[] {
  const amount = amountOf(value, currency, path);
  if (amount) return [{ path, amount }];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...entries].flatMap(([key, each]) => amountsIn(each, currency, [...path, key]));
}

function amountOf(value: unknown, currency: string, path: Found['path']): Amount | undefined {
  const [before, , key] = path.slice(-3);
  const name = path.at(-1);
  if (name === 'from' && typeof value === 'string' && isCalendarDate(value)) return { date: value };
  if (typeof value === 'number') {
    if (name === 'discount') return { percent: value };
    if (name === 'free') return { count: value };
    if (name === 'from' || name === 'over' || name === 'upTo') return { money: value, currency };
    if (before === 'prices' && typeof key === 'string') return { money: value, currency: key };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if ('years' in value && typeof value.years === 'number') return { years: value.years };
  if ('months' in value && typeof value.months === 'number') return { months: value.months };
  if ('days' in value && typeof value.days === 'number') return { days: value.days };
  if ('workingDays' in value && typeof value.workingDays === 'number')
    return { workingDays: value.workingDays };
  return undefined;
}

/** What a text says instead of a product, where all of them have the same. */
export const everyProduct = 'every';

/** The number of that name; none where the products of "every" differ. A rule that a country has none of is that of the floor beneath its law. */
export function findNumber(terms: Terms, name: NumberName): TermNumber | undefined {
  const numbers = numbersIn(terms);
  if (name.kind === 'Policy' && name.of === everyProduct) {
    const ofAll = numbers.filter(({ kind, field }) => kind === 'Policy' && field === name.field);
    const same = new Set(ofAll.map(({ amount }) => JSON.stringify(amount))).size === 1;
    return same && ofAll.length === terms.policies.length ? ofAll[0] : undefined;
  }
  const find = (of: string | undefined) =>
    numbers.find((number) => number.kind === name.kind && number.of === of && number.field === name.field);
  return find(name.of) ?? (name.kind === 'Law' && standsOnFloor(terms, name.of) ? find('EU') : undefined);
}

const standsOnFloor = ({ laws }: Terms, country = ''): boolean =>
  laws.some(({ members }) => members !== undefined && Object.hasOwn(members, country));

/** What is wrong with the name of a number that is not found. */
export function unknownNumber(terms: Terms, { kind, of, field }: NumberName): string {
  const ofKind = numbersIn(terms).filter((number) => number.kind === kind);
  const owners = [...new Set(ofKind.map((number) => number.of).filter((owner) => owner !== undefined))];
  const own = ofKind.filter((number) => number.of === of);
  if (of === everyProduct)
    return `asks for one "${field}" of every product, but not all have the same: name the product, or mend ${ofKind
      .filter((number) => number.field === field)
      .map(({ file, amount }) => `${file} (${sayAmount(amount, 'en')})`)
      .join(', ')}`;
  const what = [kind.toLowerCase(), ...(of === undefined ? [] : [of])].join(' ');
  if (own.length > 0)
    return `names "${field}", which is no number of ${own[0]?.file ?? ''}: use one of ${own.map((one) => one.field).join(', ')}`;
  if (kind === 'Law' && standsOnFloor(terms, of))
    return `names "${field}", which is no number of laws/EU.yaml: mend the spelling`;
  return `names the ${what}, which does not exist: use one of ${owners.join(', ') || 'none, for there are none'}`;
}
