import type { Catalog } from '#src/catalog/catalog.ts';
import type { Clause } from '#src/catalog/terms.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { chaptersOf } from '#src/warranty/clauses.ts';
import { say } from '#src/warranty/say.ts';

/** The clauses of our own terms that concern a product; of all products, where it is not known. */
export function clausesFor(catalog: Catalog, product: string | null): Clause[] {
  const policies = catalog.policies.filter((policy) => product === null || policy.product === product);
  return [
    ...policies.flatMap(({ clauses }) => clauses),
    ...catalog.clauses,
    ...(catalog.returns?.clauses ?? []),
    ...catalog.plans.clauses,
  ];
}

const shape = /^[a-z0-9]+([.-][a-z0-9]+)*$/;

/** Whether a complaint may be declined by a clause of this id. A site that has no terms as data names its clauses freely. */
export function isClause(catalog: Catalog, product: string | null, id: string): boolean {
  const clauses = clausesFor(catalog, product);
  return clauses.length === 0 ? shape.test(id) : clauses.some((clause) => clause.id === id);
}

/**
 * The words of a clause, with the numbers of the product's newest terms; undefined where it is none of
 * ours any more. A number that no terms of this product give is left open.
 */
export function clauseWords(
  catalog: Catalog,
  product: string | null,
  id: string,
  locale: Locale,
): string | undefined {
  const policy = catalog.policies.find((one) => one.product === product);
  const version = policy?.versions.at(-1);
  const printed = policy && version ? chaptersOf(catalog, policy, version) : [];
  const said = printed.flatMap(({ clauses }) => clauses).find(({ sentence }) => sentence.clause === id);
  const words = said
    ? say(said.sentence, locale)
    : clausesFor(catalog, null).find((one) => one.id === id)?.text[locale];
  return words?.replace(/\{\{\w+\}\}/g, '…');
}
