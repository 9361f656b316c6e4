import { z } from 'astro/zod';
import { slug } from './schemas.ts';
import { Clause, clauseId, country, currency, duration, name, risesBySince, since } from './terms.ts';

const ReturnsVersion = z.strictObject({
  /** Purchases from this day. */
  from: since,
  /** From delivery. */
  window: duration,
  clause: clauseId,
  /** How far a product may be tried. */
  tried: z.record(slug, clauseId),
  refund: z.strictObject({ within: duration, clause: clauseId }),
  exchange: z.strictObject({
    /** How many exchanges of an order are free. */
    free: z.number().int().min(0),
    clause: clauseId,
  }),
  /** Orders placed with the maker only. */
  onlyFromMaker: z.strictObject({ clause: clauseId }),
});
export type ReturnsVersion = z.output<typeof ReturnsVersion>;

/** content/returns.yaml: the seller's own windows, beside the withdrawal that the law gives. */
export const Returns = z
  .strictObject({ clauses: z.array(Clause).default([]), versions: z.array(ReturnsVersion).min(1) })
  .superRefine(({ versions }, problems) => {
    risesBySince(versions, (path, message) =>
      problems.addIssue({ code: 'custom', path: ['versions', ...path], message }),
    );
  });
export type Returns = z.output<typeof Returns>;

const price = z.number().positive('must be above 0');

const Plan = z.strictObject({
  id: slug,
  name,
  /** One sentence. */
  summary: name,
  products: z.array(slug).min(1, 'must name at least one product'),
  duration,
  /** `delivery`: runs beside the warranty from the first day; `warranty-end`: follows it. */
  starts: z.enum(['delivery', 'warranty-end'], 'must be delivery or warranty-end'),
  /** How long after delivery it can still be taken out. */
  buyWithin: duration,
  /** What it adds, by clauses of this file. */
  adds: z.array(clauseId).min(1, 'must add something'),
  excludes: z.array(clauseId).default([]),
  /** Events it pays for although the warranty does not. */
  covers: z.array(slug).default([]),
  /** The whole price for the whole time, by product and currency. */
  prices: z.record(slug, z.partialRecord(currency, price)),
  countries: z.array(country).min(1, 'must name at least one country'),
});
export type Plan = z.output<typeof Plan>;

/** content/plans.yaml: service plans. */
export const Plans = z.strictObject({
  clauses: z.array(Clause).default([]),
  /** In which currency a country pays; others pay in EUR. */
  currencies: z.partialRecord(country, currency).default({}),
  plans: z.array(Plan),
});
export type Plans = z.output<typeof Plans>;
