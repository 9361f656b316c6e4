import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Law } from './laws.ts';
import { Plans, Returns } from './plans.ts';
import { Policy, type WarrantyEvent, WarrantyEvents } from './policies.ts';
import type { ContentProblem } from './problems.ts';
import { type Clause, Clauses } from './terms.ts';
import { filesIn, readYaml } from './yaml.ts';

/** Warranty, law, returns and plans, as editors wrote them. */
export interface Terms {
  events: WarrantyEvent[];
  /** Clauses that several files share; a file's own stand in it. */
  clauses: Clause[];
  policies: Policy[];
  laws: Law[];
  returns?: Returns;
  plans: Plans;
}

/** Reads all of it; what is wrong in one file is added to `problems`. A folder without any has no terms. */
export async function readTerms(folder: string, problems: ContentProblem[]): Promise<Terms> {
  const optional = <Read>(file: string, read: () => Read | undefined) =>
    existsSync(join(folder, file)) ? read() : undefined;
  const returns = optional('returns.yaml', () => readYaml(folder, 'returns.yaml', Returns, problems));
  const terms: Terms = {
    events: optional('events.yaml', () => readYaml(folder, 'events.yaml', WarrantyEvents, problems)) ?? [],
    clauses: optional('clauses.yaml', () => readYaml(folder, 'clauses.yaml', Clauses, problems)) ?? [],
    policies: [],
    laws: [],
    plans: optional('plans.yaml', () => readYaml(folder, 'plans.yaml', Plans, problems)) ?? {
      clauses: [],
      currencies: {},
      plans: [],
    },
    ...(returns ? { returns } : {}),
  };
  for (const file of await filesIn(join(folder, 'policies'), '.yaml')) {
    const policy = readYaml(folder, `policies/${file}`, Policy, problems);
    if (policy) terms.policies.push({ ...policy, product: basename(file, '.yaml') });
  }
  for (const file of await filesIn(join(folder, 'laws'), '.yaml')) {
    const law = readYaml(folder, `laws/${file}`, Law, problems);
    if (law) terms.laws.push({ ...law, country: basename(file, '.yaml') });
  }
  return terms;
}
