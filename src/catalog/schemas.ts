import { z } from 'astro/zod';
import { locales } from '../i18n/locales.ts';
import { isTimeZone } from '../lib/days.ts';
import { weekdays } from '../lib/working-days.ts';
import { nearestReadable, signalOf } from './colour.ts';
import { faultsIn, synonymOf } from './synonyms.ts';

export const articleKinds = [
  'troubleshooting',
  'warranty',
  'howto',
  'maintenance',
  'policy',
  'notice',
] as const;
export type ArticleKind = (typeof articleKinds)[number];

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
export const text = (longest: number) =>
  z.string().trim().min(1, 'must not be empty').max(longest, `must be at most ${longest} characters`);

/** One text in every language. */
export const inEveryLanguage = (longest: number) =>
  z.strictObject(
    Object.fromEntries(locales.map((locale) => [locale, text(longest)])) as Record<
      (typeof locales)[number],
      z.ZodString
    >,
  );

export const calendarDate = z
  .union([z.date().transform((date) => date.toISOString().slice(0, 10)), z.string()])
  .pipe(z.iso.date('must be a date such as 2026-10-12'));

/** The days on which the company works: what it promises within working days is counted in them. */
const WorkingDays = z.strictObject({
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as Europe/Stockholm'),
  days: z
    .array(z.enum(weekdays, `must be one of ${weekdays.join(', ')}`))
    .min(1, 'must name at least one day of the week'),
  closed: z.array(calendarDate).default([]),
});

export const Site = z.strictObject({
  name: text(40),
  tagline: inEveryLanguage(90),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #c8371b')
    .refine((colour) => signalOf(colour), {
      error: ({ input }) =>
        `cannot be read on the light page: the nearest colour that can is ${nearestReadable(String(input))}`,
    }),
  logo: slug,
  email: z.email('must be an e-mail address'),
  phones: z.partialRecord(z.enum(locales), text(40)).default({}),
  working: WorkingDays.default({ timeZone: 'UTC', days: weekdays.slice(0, 5), closed: [] }),
});
export type Site = z.output<typeof Site>;

export const Topic = z.strictObject({ slug, name: inEveryLanguage(60) });
export type Topic = z.output<typeof Topic>;

/** content/products/{slug}.yaml; the slug is the file's name. */
export const Product = z.strictObject({
  name: inEveryLanguage(80),
  kind: inEveryLanguage(60),
  models: z.array(text(40)).min(1, 'must name at least one model'),
  drawing: slug,
  topics: z.array(slug).min(1, 'must name at least one topic'),
  intro: inEveryLanguage(240),
  /** Parts that customers may order and put in themselves. */
  parts: z.array(z.strictObject({ slug, number: text(30), name: inEveryLanguage(80) })).default([]),
});
export type Product = z.output<typeof Product> & { slug: string };

/** What every file of words says of itself. */
export const words = {
  title: text(90),
  summary: text(260),
  keywords: z.array(z.coerce.string().trim().min(1)).default([]),
  reviewed: calendarDate,
};

export const noticeLevels = ['recall', 'known-issue'] as const;

/** Whom an article of the kind `notice` concerns. */
export const NoticeTerms = z
  .strictObject({
    level: z.enum(noticeLevels, `must be one of ${noticeLevels.join(', ')}`),
    /** Without it, every model of the article's products. */
    models: z
      .array(text(40))
      .min(1, 'must name at least one model, or be left out for all of them')
      .optional(),
    /** The serial numbers concerned, whole, in either case; without it, all of them. */
    serials: z
      .string()
      .refine(isPattern, 'must be a regular expression such as ^T1826[C-F]\\d{5}$')
      .optional(),
    /** One of `serials`, as a plate shows it: stands beside every pattern. */
    example: text(40).optional(),
    /** When owners are to hear of it. */
    published: calendarDate,
  })
  .refine(({ serials, example }) => (serials === undefined) === (example === undefined), {
    path: ['example'],
    message: 'belongs to serials, as serials to it: give a serial number that the pattern concerns',
  })
  .refine(
    ({ serials, example }) =>
      serials === undefined ||
      example === undefined ||
      !isPattern(serials) ||
      new RegExp(serials, 'i').test(example),
    { path: ['example'], message: 'does not fit its own pattern: mend one of them' },
  );
export type NoticeTerms = z.output<typeof NoticeTerms>;

function isPattern(value: string): boolean {
  try {
    return value.startsWith('^') && value.endsWith('$') && new RegExp(value, 'i').source !== '';
  } catch {
    return false;
  }
}

/** An article in the source language. */
export const SourceArticle = z
  .strictObject({
    ...words,
    kind: z.enum(articleKinds, `must be one of ${articleKinds.join(', ')}`),
    products: z.array(slug).min(1, 'must name at least one product'),
    topics: z.array(slug).min(1, 'must name at least one topic'),
    owner: text(60),
    order: z.number().default(100),
    /** Rises with each change that translators and readers should hear of. */
    revision: z.number().int().min(1).default(1),
    draft: z.boolean().default(false),
    notice: NoticeTerms.optional(),
  })
  .refine(({ kind, notice }) => kind !== 'notice' || notice, {
    path: ['notice'],
    message: `is missing: say its level (${noticeLevels.join(' or ')}) and the day it is published`,
  })
  .refine(({ kind, notice }) => kind === 'notice' || !notice, {
    path: ['notice'],
    message: 'belongs to articles of the kind notice: change the kind, or remove it',
  });

/** The same article in another language: made from revision `source`. */
export const TranslatedArticle = z.strictObject({
  ...words,
  source: z.number('must be the revision of the English article it was made from').int().min(1),
  draft: z.boolean().default(false),
});

const phrases = z
  .array(
    z.union([z.string(), z.number().transform(String)], 'must be a word').pipe(text(60)),
    'must be a list such as [washer, washing machine]',
  )
  .optional();

/** content/synonyms/{locale}.yaml; a file of nothing but remarks reads as null. */
export const Synonyms = z
  .array(
    z.strictObject(
      { same: phrases, typed: phrases, means: phrases },
      'must be an entry with a list of words',
    ),
    'must be a list: begin each entry with "- same:" or "- typed:"',
  )
  .nullable()
  .superRefine((entries, problems) => {
    for (const { path, message } of faultsIn(entries ?? []))
      problems.addIssue({ code: 'custom', path, message });
  })
  .transform((entries) => (entries ?? []).map(synonymOf));
