import type { Catalog } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { Asked } from './asked.ts';
import { coverage } from './coverage.ts';
import { headline } from './headline.ts';
import { isAboutReturning } from './returns.ts';
import { say } from './say.ts';
import { termsFor } from './terms.ts';
import type { Case, Sentence, Unknown, Verdict } from './verdict.ts';

/** A case that could be judged, and how. */
export interface Judged {
  asked: Asked & { kase: Case };
  verdict: Verdict;
  /** The verdict in one sentence, and the same in the reader's language. */
  said: Sentence;
  headline: string;
  /** What would settle what it depends on. */
  wanted: Unknown[];
  returning: boolean;
}

/** The verdict on what was asked; undefined while too little is known. */
export function judge(catalog: Catalog, asked: Asked, locale: Locale): Judged | undefined {
  const { kase } = asked;
  const terms = kase && termsFor(catalog, kase.product, kase.country);
  if (!terms) return undefined;
  const verdict = coverage(terms, kase);
  const returning = isAboutReturning(terms.events.find(({ id }) => id === kase.event));
  const said = headline(verdict, returning);
  const { commercial, mandatory, statutory, returns } = verdict;
  const sides = returning ? [returns] : [commercial, mandatory, statutory];
  return {
    ...{ asked: { ...asked, kase }, verdict, said, returning },
    headline: say(said, locale),
    wanted: sides.flatMap((side) => side?.on.map(({ what }) => what) ?? []),
  };
}
