import type { AnyRule, Law } from '#src/catalog/laws.ts';
import { ruleSays } from './terms.ts';
import type { Sentence } from './verdict.ts';

/** A rule as it stands in the law, without a case: its own numbers filled in. */
export function ruleStands(rule: AnyRule | Law['also'][number]): Sentence {
  const longest = 'bands' in rule ? rule.bands.at(-1) : undefined;
  return ruleSays(rule, longest ? { duration: { duration: longest.duration } } : {});
}
