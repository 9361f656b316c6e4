import { readFileSync } from 'node:fs';
import { readContent } from '#src/catalog/read.ts';
import { coverage } from '#src/warranty/coverage.ts';
import { termsFor } from '#src/warranty/terms.ts';
import type { Case, Verdict } from '#src/warranty/verdict.ts';

export const { catalog } = await readContent('content');

const products: Record<string, string> = {
  W80: 'washing-machine-w80',
  K340: 'fridge-freezer-k340',
  C3: 'espresso-machine-c3',
  T18: 'cordless-drill-t18',
};

/** The verdict on a case by the demo's terms. */
export function judge(kase: Case): Verdict {
  const terms = termsFor(catalog, kase.product, kase.country);
  if (!terms) throw new Error(`${kase.product} has no policy`);
  return coverage(terms, kase);
}

const oneOf = <Value extends string>(value: string | undefined, ...all: Value[]): Value | undefined =>
  all.find((each) => each === value);

/** Reads `W80 GR 2024-02-29 defect today=2026-02-28 used seller=trader`. */
export function readCase(line: string): Case {
  const [product = '', country = '', bought = '', event = '', ...facts] = line.trim().split(/\s+/);
  const said = new Map(facts.map((fact) => [fact.split('=')[0], fact.split('=')[1]]));
  const price = /^(\d+)([A-Z]{3})$/.exec(said.get('price') ?? '');
  return {
    product: products[product] ?? product,
    country,
    bought,
    event,
    today: said.get('today') ?? '2026-11-22',
    delivered: said.get('delivered'),
    repaired: said.get('repaired'),
    part: said.get('part'),
    firstDelivered: said.get('first'),
    condition: said.has('used') ? 'used' : 'new',
    seller: oneOf(said.get('seller'), 'trader', 'private'),
    where: oneOf(said.get('where'), 'maker', 'distance', 'shop'),
    price: price ? { amount: Number(price[1]), currency: price[2] ?? '' } : undefined,
  };
}

/** The lines of test/warranty/golden.txt, split at their bars. */
export const golden = readFileSync('test/warranty/golden.txt', 'utf8')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
