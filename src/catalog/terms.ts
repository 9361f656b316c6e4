import { z } from 'astro/zod';
import { isTimeZone } from '../lib/days.ts';
import { calendarDate, inEveryLanguage, text } from './schemas.ts';

/** `w80.motor`: the kind of file, then what the clause is about. Never changes once published. */
export const clauseId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/, 'must be an id such as w80.motor');

const amount = z.number().int('must be a whole number').min(1, 'must be at least 1');
export const duration = z.union(
  [
    z.strictObject({ years: amount.max(100) }),
    z.strictObject({ months: amount.max(1200) }),
    z.strictObject({ days: amount.max(3660) }),
  ],
  'must be one of { years: 3 }, { months: 6 } or { days: 30 }',
);

/** Within how many working days something is done: `{ workingDays: 2 }`. */
export const workingDays = z.strictObject(
  { workingDays: amount.max(260) },
  'must be a number of working days such as { workingDays: 2 }',
);
export type WorkingDays = z.output<typeof workingDays>;

export const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country of two capitals such as HU');
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency of three capitals such as HUF');
export const zone = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Athens');
export const since = calendarDate;

/** A clause's words. `{{duration}}` and its like are filled in from the numbers beside it. */
export const words = inEveryLanguage(600);
export const name = inEveryLanguage(90);
export const note = text(600);

/** A sentence of our own terms that a verdict can point at. */
export const Clause = z.strictObject({ id: clauseId, text: words });
export type Clause = z.output<typeof Clause>;

/** content/clauses.yaml: clauses that several kinds of file share. */
export const Clauses = z.array(Clause);

/** One text in every language. */
export type Texts = z.output<typeof words>;

/** Versions stand in the order of their `from`, each beginning after the one before. */
export function risesBySince(
  versions: readonly { from: string }[],
  add: (path: (string | number)[], message: string) => void,
): void {
  versions.forEach(({ from }, at) => {
    const before = versions[at - 1];
    if (before && from <= before.from)
      add(
        [at, 'from'],
        `is ${from}, but the version above begins on ${before.from}: versions may not overlap, the newest stands last`,
      );
  });
}

/** The version in force for a purchase on that day; undefined before the first. */
export function inForce<Version extends { from: string }>(
  versions: readonly Version[] | undefined,
  bought: string,
): Version | undefined {
  return versions?.findLast(({ from }) => from <= bought);
}
