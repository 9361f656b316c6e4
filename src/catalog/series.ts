import { z } from 'astro/zod';
import { inEveryLanguage, slug, text } from './schemas.ts';

export const seriesKinds = ['installation', 'training'] as const;

const minutes = z.number().int().min(1, 'must be at least 1 minute').max(600, 'must be at most 600 minutes');
const part = { minutes, why: inEveryLanguage(160) };

/** content/series/{slug}.yaml: articles and troubleshooters to be read in order; the slug is the file's name. */
export const Series = z.strictObject({
  kind: z.enum(seriesKinds, `must be one of ${seriesKinds.join(', ')}`),
  product: slug,
  order: z.number().default(100),
  title: inEveryLanguage(80),
  intro: inEveryLanguage(240),
  parts: z
    .array(
      z.union(
        [z.strictObject({ article: slug, ...part }), z.strictObject({ troubleshooter: slug, ...part })],
        'must name an article or a troubleshooter, with minutes and why',
      ),
    )
    .min(2, 'must have at least two parts'),
});
export type Series = z.output<typeof Series> & { slug: string };
export type SeriesPart = Series['parts'][number];

const count = z.number().int().min(1, 'must be at least 1').max(1000, 'must be at most 1000');
const every = z.union(
  [
    z.strictObject({ days: count }),
    z.strictObject({ weeks: count }),
    z.strictObject({ months: count }),
    z.strictObject({ years: count }),
  ],
  'must be one of { days: 7 }, { weeks: 2 }, { months: 3 } or { years: 1 }',
);
export type Every = z.output<typeof every>;

export const CareTask = z.strictObject({
  id: slug,
  name: inEveryLanguage(80),
  every,
  minutes,
  /** Only these; every model without them. */
  models: z.array(text(40)).min(1, 'must name a model, or leave it out').optional(),
  /** Says how. */
  article: slug.optional(),
  note: inEveryLanguage(200).optional(),
});
export type CareTask = z.output<typeof CareTask>;

/** content/maintenance/{product}.yaml: what a product wants over the year. */
export const Care = z
  .strictObject({ tasks: z.array(CareTask).min(1, 'must name at least one task') })
  .superRefine(({ tasks }, problems) => {
    tasks.forEach(({ id }, index) => {
      if (tasks.findIndex((task) => task.id === id) < index)
        problems.addIssue({
          code: 'custom',
          path: ['tasks', index, 'id'],
          message: `is "${id}" a second time: calendars tell tasks apart by it`,
        });
    });
  });
export type Care = z.output<typeof Care> & { product: string };
