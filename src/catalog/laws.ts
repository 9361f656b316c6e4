import { z } from 'astro/zod';
import { slug, text } from './schemas.ts';
import { clauseId, country, currency, duration, note, risesBySince, since, words, zone } from './terms.ts';

/** What every rule of law says of itself. */
const rule = {
  id: clauseId,
  /** Purchases from this day fall under it. */
  from: since,
  source: z.strictObject({ title: text(240), url: z.url('must be an address such as https://…') }),
  /** When somebody last compared it with its source. */
  reviewed: since,
  /** `text`: read in the law itself; `secondary`: in an authority's or a lawyer's account; `general`: from general knowledge. */
  checked: z.enum(['text', 'secondary', 'general'], 'must be text, secondary or general'),
  /** For editors: what is uncertain. */
  note: note.optional(),
  text: words,
};

/** `after`: the first day is not counted; `with`: the period begins with that day. */
const counting = z.enum(['after', 'with'], 'must be after or with').default('after');

const Saying = z.strictObject(rule);
const Also = z.strictObject({
  ...rule,
  /** Said after a repair, or once the seller’s liability is over. */
  when: z.enum(['repaired', 'over'], 'must be repaired or over'),
});
const Liability = z.strictObject({ ...rule, duration, counting, upTo: z.boolean().default(false) });
const Burden = z.strictObject({ ...rule, duration, counting });
const Used = z.strictObject({
  ...rule,
  duration,
  /** How short seller and buyer may agree it to be. */
  least: duration.optional(),
  burden: duration,
  counting,
});
const remedy = z.enum(['repair', 'replacement', 'price-reduction', 'ending', 'rejection']);
const Remedies = z.strictObject({ ...rule, order: z.array(z.array(remedy).min(1)).min(1) });
const RepairExtension = z.strictObject({ ...rule, adds: duration, once: z.boolean() });
const Window = z.strictObject({
  ...rule,
  duration,
  counting,
  /** A last day on a Saturday or Sunday moves to the Monday after. */
  weekendsRollOver: z.boolean().default(false),
});
const Guarantee = z.strictObject({
  ...rule,
  products: z.array(slug),
  currency,
  /** By price: above `over`, or from `from` on, up to and including `upTo`. */
  bands: z
    .array(
      z
        .strictObject({
          from: z.number().min(0).optional(),
          over: z.number().min(0).optional(),
          upTo: z.number().optional(),
          duration,
        })
        .refine(({ from, over }) => (from === undefined) !== (over === undefined), 'needs "from" or "over"'),
    )
    .min(1),
  counting,
  /** Within how many working days of purchase a faulty product is simply replaced. */
  replacement: z.strictObject({ workingDays: z.number().int().min(1) }).optional(),
});

const versions = <Schema extends z.ZodType<{ from: string }>>(schema: Schema) =>
  z
    .array(schema)
    .min(1, 'must have a version, or be left out')
    .superRefine((list, problems) => {
      risesBySince(list, (path, message) => problems.addIssue({ code: 'custom', path, message }));
    })
    .optional();

export const LawRules = z.strictObject({
  liability: versions(Liability),
  burden: versions(Burden),
  remedies: versions(Remedies),
  used: versions(Used),
  repair: versions(RepairExtension),
  guarantee: versions(Guarantee),
  reject: versions(Window),
  withdrawal: versions(Window),
  notice: versions(Saying),
  conformity: versions(Saying),
  delivery: versions(Saying),
  durability: versions(Saying),
  installation: versions(Saying),
  outside: versions(Saying),
  consumer: versions(Saying),
  private: versions(Saying),
});
export type LawRules = z.output<typeof LawRules>;
const ruleKinds = LawRules.keyof();
/** A kind of rule, e.g. `burden`. */
export type RuleKind = keyof LawRules;
/** A version of a kind of rule. */
export type RuleOf<Kind extends RuleKind> = NonNullable<LawRules[Kind]>[number];
export type AnyRule = RuleOf<RuleKind>;

/** content/laws/{ISO}.yaml; EU.yaml is the floor of its members. */
export const Law = z.strictObject({
  zone,
  currency,
  /** True where EU.yaml stands beneath it. */
  member: z.boolean(),
  /** In EU.yaml: the members and the time zone of each. */
  members: z.partialRecord(country, zone).optional(),
  /** Kinds of rule for which nothing of EU.yaml stands beneath this country. */
  without: z.array(ruleKinds).default([]),
  rules: LawRules,
  /** What else is good to know, without a period of its own. */
  also: z.array(Also).default([]),
});
export type Law = z.output<typeof Law> & { country: string };
