import { z } from 'astro/zod';
import { slug, text } from './schemas.ts';
import { Clause, clauseId, country, duration, name, risesBySince, since, workingDays } from './terms.ts';

/** How the law looks at what happened; content/laws says by which rule. */
export const natures = ['fault', 'unclear', 'outside', 'none'] as const;
export const grounds = [
  'conformity',
  'delivery',
  'durability',
  'installation',
  'outside',
  'consumer',
  'withdrawal',
] as const;

/** One thing that can happen to a product, in content/events.yaml. */
export const WarrantyEvent = z.strictObject({
  id: slug,
  name,
  products: z.array(slug).min(1, 'must name at least one product').optional(),
  /** True where a new part is what helps, whoever pays for it. */
  part: z.boolean().default(false),
  law: z.strictObject({
    nature: z.enum(natures, `must be one of ${natures.join(', ')}`),
    ground: z.enum(grounds, `must be one of ${grounds.join(', ')}`),
  }),
});
/** Without `products` it can happen to all of them. */
export type WarrantyEvent = z.output<typeof WarrantyEvent>;
export const WarrantyEvents = z.array(WarrantyEvent);

export const outcomes = ['covered', 'excluded', 'depends'] as const;

const EventRule = z.strictObject({
  outcome: z.enum(outcomes, `must be one of ${outcomes.join(', ')}`),
  /** Says why; with `depends` it says on what. */
  clause: clauseId,
  /** The part whose own term counts. */
  part: slug.optional(),
});
export type EventRule = z.output<typeof EventRule>;

const Part = z.strictObject({
  name,
  /** What is printed on it, for those who type that. */
  models: z.array(text(40)).default([]),
  /** Without it the product's own. */
  duration: duration.optional(),
  /** `whole`: this term instead of the product's. `part-only`: after the product's term, without labour and travel. */
  extent: z.enum(['whole', 'part-only'], 'must be whole or part-only').default('whole'),
  clause: clauseId,
  /** What may be about this part although nobody names it, once the product's term is over. */
  events: z.array(slug).default([]),
});
export type Part = z.output<typeof Part>;

export const haves = [
  'proof',
  'model',
  'serial',
  'photo',
  'first-invoice',
  'repair-report',
  'delivery-note',
] as const;
export type Have = (typeof haves)[number];

const Exception = z.strictObject({ duration, clause: clauseId });

const PolicyVersion = z.strictObject({
  /** Purchases from this day. */
  from: since,
  start: z.enum(['delivery', 'purchase'], 'must be delivery or purchase'),
  duration,
  clause: clauseId,
  countries: z.partialRecord(country, Exception).default({}),
  parts: z.record(slug, Part).default({}),
  events: z.record(slug, EventRule),
  conditions: z.array(clauseId).default([]),
  transfer: z.strictObject({ allowed: z.boolean(), clause: clauseId }),
  repaired: z.strictObject({ clause: clauseId }),
  claim: z.strictObject({
    where: z.enum(['home', 'workshop'], 'must be home or workshop'),
    answer: workingDays,
    repair: workingDays,
    have: z.array(z.enum(haves)).min(1),
    clause: clauseId,
  }),
  maintenance: z.strictObject({
    every: duration,
    /** Percent off the centre's price. */
    discount: z.number().int().min(1).max(100),
    clause: clauseId,
  }),
});
export type PolicyVersion = z.output<typeof PolicyVersion>;

/** content/policies/{product}.yaml; the slug is the file's name. */
export const Policy = z
  .strictObject({
    /** The clause that says so; a warranty that claimed anything else would be unlawful. */
    statutory: z.strictObject({
      effect: z.literal(
        'none',
        'must be none: a commercial warranty never limits, shortens or replaces statutory rights',
      ),
      clause: clauseId,
    }),
    serials: z
      .array(
        z.strictObject({
          pattern: text(120).refine(isPattern, 'must be a regular expression such as ^W80-\\d{8}$'),
          example: text(40),
          part: slug.optional(),
        }),
      )
      .default([]),
    clauses: z.array(Clause).default([]),
    versions: z.array(PolicyVersion).min(1, 'must have a version'),
  })
  .superRefine(({ versions, serials }, problems) => {
    risesBySince(versions, (path, message) =>
      problems.addIssue({ code: 'custom', path: ['versions', ...path], message }),
    );
    serials.forEach(({ pattern, example }, at) => {
      if (isPattern(pattern) && !new RegExp(pattern, 'i').test(example))
        problems.addIssue({
          code: 'custom',
          path: ['serials', at, 'example'],
          message: 'does not fit its own pattern: mend one of them',
        });
    });
  });
export type Policy = z.output<typeof Policy> & { product: string };

function isPattern(value: string): boolean {
  try {
    return value.startsWith('^') && value.endsWith('$') && new RegExp(value, 'i').source !== '';
  } catch {
    return false;
  }
}
