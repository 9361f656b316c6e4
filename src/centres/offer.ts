import type { Centre } from '../catalog/centres.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Have, PolicyVersion } from '../catalog/policies.ts';
import type { Product } from '../catalog/schemas.ts';
import { inForce } from '../catalog/terms.ts';
import { todayAt } from './opening.ts';

/** What the policy in force today says of a product's maintenance at authorised centres. */
export interface Maintenance {
  product: Product;
  terms: PolicyVersion['maintenance'];
}

/** The products that a centre maintains, with the terms of each; those without a policy are left out. */
export function maintenanceAt(catalog: Catalog, centre: Centre, now: number): Maintenance[] {
  return catalog.products
    .filter(({ slug }) => centre.services['maintenance']?.includes(slug))
    .flatMap((product) => {
      const terms = versionOf(catalog, product.slug, centre, now)?.maintenance;
      return terms ? [{ product, terms }] : [];
    });
}

/** What to have at hand for a claim on what this centre serves, by the policies in force today. */
export function thingsToBring(catalog: Catalog, centre: Centre, now: number): Have[] {
  const products = new Set(Object.values(centre.services).flat());
  const things = [...products].flatMap(
    (product) => versionOf(catalog, product, centre, now)?.claim.have ?? [],
  );
  return [...new Set(things)];
}

function versionOf(
  catalog: Catalog,
  product: string,
  centre: Centre,
  now: number,
): PolicyVersion | undefined {
  const policy = catalog.policies.find((one) => one.product === product);
  return inForce(policy?.versions, todayAt(centre, now));
}
