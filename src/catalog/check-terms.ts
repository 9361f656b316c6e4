import type { Catalog } from './catalog.ts';
import { faultsInLaws } from './check-laws.ts';
import type { Policy, PolicyVersion } from './policies.ts';
import type { ContentProblem } from './problems.ts';
import { known, type Path, type Tell } from './telling.ts';
import type { Clause, Texts } from './terms.ts';
import { lineOfPath } from './yaml.ts';

/** Numbers that a clause's or a rule's text may speak of. */
// prettier-ignore
const spoken = new Set([
  'duration', 'until', 'from', 'part', 'answer', 'repair', 'every', 'discount', 'free', 'refund',
  'least', 'burden', 'adds',
]);

/** What policies, laws, returns and plans name that is nowhere, say twice, or may not say. */
export function faultsInTerms(folder: string, catalog: Catalog): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const tell: Tell = (file, path, message) => {
    problems.push({ file, line: lineOfPath(folder, file, path), field: path.join('.'), message });
  };
  faultsInEvents(catalog, tell);
  faultsInIds(catalog, tell);
  for (const policy of catalog.policies) faultsInPolicy(catalog, policy, tell);
  faultsInReturns(catalog, tell);
  faultsInPlans(catalog, tell);
  faultsInLaws(catalog, tell);
  faultsInNotices(catalog, tell);
  return problems;
}

function faultsInEvents({ events, products }: Catalog, tell: Tell): void {
  const slugs = products.map(({ slug }) => slug);
  events.forEach((event, at) => {
    if (events.findIndex(({ id }) => id === event.id) !== at)
      tell('events.yaml', [at, 'id'], `names "${event.id}" twice: give one of them another id`);
    event.products?.forEach((slug, place) =>
      known(tell, 'events.yaml', [at, 'products', place], slug, slugs),
    );
  });
}

/** Every id of a clause or a rule, with where it stands. */
function* identified({ clauses, policies, returns, plans, laws }: Catalog) {
  const listed = (file: string, path: Path, list: readonly { id: string; text: Texts }[]) =>
    list.map(({ id, text }, at) => ({ id, text, file, path: [...path, at] }));
  yield* listed('clauses.yaml', [], clauses);
  for (const policy of policies) yield* listed(fileOf(policy), ['clauses'], policy.clauses);
  yield* listed('returns.yaml', ['clauses'], returns?.clauses ?? []);
  yield* listed('plans.yaml', ['clauses'], plans.clauses);
  for (const { country, rules, also } of laws) {
    const file = `laws/${country}.yaml`;
    for (const [kind, versions] of Object.entries(rules))
      yield* listed(file, ['rules', kind], versions ?? []);
    yield* listed(file, ['also'], also);
  }
}

function faultsInIds(catalog: Catalog, tell: Tell): void {
  const first = new Map<string, string>();
  for (const { id, text, file, path } of identified(catalog)) {
    const earlier = first.get(id);
    if (earlier !== undefined)
      tell(
        file,
        [...path, 'id'],
        `names "${id}", which ${earlier} has already: ids are unique and never reused`,
      );
    else first.set(id, file);
    faultsInText(text, (locale, message) => tell(file, [...path, 'text', locale], message));
  }
}

/** Every language speaks of the same numbers, and of none that nobody fills in. */
function faultsInText(text: Texts, tell: (locale: string, message: string) => void): void {
  const numbers = (words: string) =>
    [...words.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name).sort();
  const wanted = numbers(text.en).join(', ');
  for (const [locale, words] of Object.entries(text)) {
    const strange = numbers(words).find((name) => !spoken.has(name));
    if (strange !== undefined)
      tell(locale, `has {{${strange}}}, which nothing fills in: use one of ${[...spoken].join(', ')}`);
    else if (numbers(words).join(', ') !== wanted)
      tell(
        locale,
        `speaks of ${numbers(words).join(', ') || 'no number'}, English of ${wanted || 'no number'}: use the same`,
      );
  }
}

const fileOf = ({ product }: Policy) => `policies/${product}.yaml`;
const idsOf = (...lists: (readonly Clause[])[]) => lists.flat().map(({ id }) => id);

function faultsInPolicy(catalog: Catalog, policy: Policy, tell: Tell): void {
  const file = fileOf(policy);
  if (
    !known(
      tell,
      file,
      [],
      policy.product,
      catalog.products.map(({ slug }) => slug),
    )
  )
    return;
  const clauses = idsOf(catalog.clauses, policy.clauses);
  const clause = (path: Path, id: string) => known(tell, file, path, id, clauses);
  clause(['statutory', 'clause'], policy.statutory.clause);
  policy.versions.forEach((version, at) => {
    for (const [path, id] of clausesOf(version)) clause(['versions', at, ...path], id);
    faultsInRules(catalog, policy, version, at, tell);
  });
  const parts = Object.keys(policy.versions.at(-1)?.parts ?? {});
  policy.serials.forEach(({ part }, at) => {
    if (part !== undefined) known(tell, file, ['serials', at, 'part'], part, parts);
  });
}

/** Every clause a version names, with where. */
function clausesOf(version: PolicyVersion): [Path, string][] {
  return [
    [['clause'], version.clause],
    [['transfer', 'clause'], version.transfer.clause],
    [['repaired', 'clause'], version.repaired.clause],
    [['claim', 'clause'], version.claim.clause],
    [['maintenance', 'clause'], version.maintenance.clause],
    ...version.conditions.map((id, at): [Path, string] => [['conditions', at], id]),
    ...Object.entries(version.parts).map(([name, { clause }]): [Path, string] => [
      ['parts', name, 'clause'],
      clause,
    ]),
    ...Object.entries(version.events).map(([id, { clause }]): [Path, string] => [
      ['events', id, 'clause'],
      clause,
    ]),
    ...Object.entries(version.countries).map(([country, exception]): [Path, string] => [
      ['countries', country, 'clause'],
      exception?.clause ?? version.clause,
    ]),
  ];
}

/** A rule for everything that can happen to the product, and for nothing else. */
function faultsInRules(
  { events }: Catalog,
  policy: Policy,
  { events: rules, parts }: PolicyVersion,
  at: number,
  tell: Tell,
): void {
  const file = fileOf(policy);
  const possible = events
    .filter(({ products }) => products?.includes(policy.product) ?? true)
    .map(({ id }) => id);
  for (const id of possible)
    if (!Object.hasOwn(rules, id))
      tell(
        file,
        ['versions', at, 'events'],
        `has no rule for "${id}": say whether it is covered, and by which clause`,
      );
  for (const [name, { events: about }] of Object.entries(parts))
    about.forEach((id, place) =>
      known(tell, file, ['versions', at, 'parts', name, 'events', place], id, possible),
    );
  for (const [id, { part }] of Object.entries(rules)) {
    const path = ['versions', at, 'events', id];
    if (known(tell, file, path, id, possible) && part !== undefined)
      known(tell, file, [...path, 'part'], part, Object.keys(parts));
  }
}

function faultsInReturns({ returns, products }: Catalog, tell: Tell): void {
  if (!returns) return;
  const clauses = idsOf(returns.clauses);
  const slugs = products.map(({ slug }) => slug);
  returns.versions.forEach(({ clause, tried, refund, exchange, onlyFromMaker }, at) => {
    const named: [Path, string][] = [
      [['clause'], clause],
      [['refund', 'clause'], refund.clause],
      [['exchange', 'clause'], exchange.clause],
      [['onlyFromMaker', 'clause'], onlyFromMaker.clause],
      ...Object.entries(tried).map(([slug, id]): [Path, string] => [['tried', slug], id]),
    ];
    for (const [path, id] of named) known(tell, 'returns.yaml', ['versions', at, ...path], id, clauses);
    for (const slug of Object.keys(tried))
      known(tell, 'returns.yaml', ['versions', at, 'tried', slug], slug, slugs);
  });
}

function faultsInPlans(
  { plans: { clauses, currencies, plans }, products, events }: Catalog,
  tell: Tell,
): void {
  const file = 'plans.yaml';
  const slugs = products.map(({ slug }) => slug);
  plans.forEach((plan, at) => {
    const path = ['plans', at];
    if (plans.findIndex(({ id }) => id === plan.id) !== at)
      tell(file, [...path, 'id'], `names "${plan.id}" twice: give one of them another id`);
    plan.adds.forEach((id, place) => known(tell, file, [...path, 'adds', place], id, idsOf(clauses)));
    plan.excludes.forEach((id, place) => known(tell, file, [...path, 'excludes', place], id, idsOf(clauses)));
    plan.covers.forEach((id, place) =>
      known(
        tell,
        file,
        [...path, 'covers', place],
        id,
        events.map((event) => event.id),
      ),
    );
    for (const slug of plan.products) {
      known(tell, file, [...path, 'products'], slug, slugs);
      for (const country of plan.countries) {
        const currency = currencies[country] ?? 'EUR';
        if (plan.prices[slug]?.[currency] === undefined)
          tell(
            file,
            [...path, 'prices'],
            `has no price of ${slug} in ${currency} for ${country}: add it, or remove the country`,
          );
      }
    }
  });
}

/** A notice whose numbers no product of its article has would concern nobody. */
function faultsInNotices({ articles, policies }: Catalog, tell: Tell): void {
  for (const { slug, products, notice } of articles) {
    const { example } = notice ?? {};
    const serials = policies
      .filter(({ product }) => products.includes(product))
      .flatMap((policy) => policy.serials);
    if (example === undefined || serials.length === 0) continue;
    if (!serials.some(({ part, pattern }) => !part && new RegExp(pattern, 'i').test(example)))
      tell(
        `articles/en/${slug}.mdx`,
        ['notice', 'example'],
        `is no serial number of ${products.join(', ')}: use the pattern of the policy, such as ${serials[0]?.example}`,
      );
  }
}
