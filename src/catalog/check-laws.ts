import type { Duration } from '../lib/days.ts';
import type { Catalog } from './catalog.ts';
import { known, type Tell } from './telling.ts';
import type { Law, LawRules } from './laws.ts';
import { grounds } from './policies.ts';
import { inForce } from './terms.ts';

/** Kinds of rule that a verdict cannot do without. */
const needed = ['liability', 'burden', 'used', 'remedies', 'withdrawal', 'private', ...grounds] as const;

/** Laws that leave a question open, or give less than the floor beneath them. */
export function faultsInLaws({ laws, products }: Catalog, tell: Tell): void {
  const floor = laws.find(({ country }) => country === 'EU');
  const slugs = products.map(({ slug }) => slug);
  for (const law of laws) {
    const file = `laws/${law.country}.yaml`;
    if (!/^[A-Z]{2}$/.test(law.country))
      tell(file, [], 'is named after no country: use its two capitals, such as HU.yaml');
    if (law !== floor && law.members)
      tell(file, ['members'], 'lists members, which only EU.yaml does: remove it');
    if (law !== floor && law.member) faultsBeneath(law, floor, tell);
    if (law === floor || !law.member)
      for (const kind of needed)
        if (!law.rules[kind])
          tell(file, ['rules'], `has no "${kind}", and no other law stands beneath it: add it`);
    faultsInGuarantee(law, slugs, tell);
  }
}

function faultsBeneath(law: Law, floor: Law | undefined, tell: Tell): void {
  const file = `laws/${law.country}.yaml`;
  if (!floor?.members) {
    tell(file, ['member'], 'is true, but EU.yaml with its members does not exist: add it');
    return;
  }
  if (!floor.members[law.country])
    tell(file, ['member'], 'is true, but members of EU.yaml does not have this country: add it there');
  for (const kind of ['liability', 'burden', 'used', 'withdrawal'] as const)
    law.rules[kind]?.forEach((rule, at) => {
      const below = inForce<NonNullable<LawRules[typeof kind]>[number]>(floor.rules[kind], rule.from);
      if (below && days(rule.duration) < days(below.duration))
        tell(
          file,
          ['rules', kind, at, 'duration'],
          `is shorter than ${below.id} of EU.yaml, which no member may go below: mend one of them`,
        );
    });
}

/** For comparing only. */
function days(duration: Duration): number {
  if ('years' in duration) return duration.years * 366;
  return 'months' in duration ? duration.months * 30.5 : duration.days;
}

function faultsInGuarantee({ country, rules }: Law, slugs: string[], tell: Tell): void {
  const file = `laws/${country}.yaml`;
  rules.guarantee?.forEach(({ products, bands }, at) => {
    const path = ['rules', 'guarantee', at];
    products.forEach((slug, place) => known(tell, file, [...path, 'products', place], slug, slugs));
    bands.forEach((band, place) => {
      const before = bands[place - 1];
      if (before && (before.upTo === undefined || before.upTo !== band.over))
        tell(
          file,
          [...path, 'bands', place],
          'does not begin where the band before it ends: "over" of one is "upTo" of the other',
        );
    });
  });
}
