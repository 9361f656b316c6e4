import type { Catalog } from '#src/catalog/catalog.ts';

const shape = /^[a-z0-9]+([.-][a-z0-9]+)*$/;

/** Whether a complaint may be declined by a clause of this id. */
export function isClause(_catalog: Catalog, id: string): boolean {
  return shape.test(id);
}
