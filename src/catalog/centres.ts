import { z } from 'astro/zod';
import { locales } from '../i18n/locales.ts';
import { Hours, Week } from './hours.ts';
import { inEveryLanguage, slug, text } from './schemas.ts';
import { country } from './terms.ts';

const phone = z
  .string('must be text: put it in quotation marks')
  .regex(/^\+\d[\d ]{5,20}$/, 'must begin with + and the country, such as +30 210 000 0123');
const language = z.enum(locales, `must be one of ${locales.join(', ')}`);
const products = z.array(slug).min(1, 'must name at least one product');

/** content/services.yaml: what centres do. */
export const Service = z.strictObject({
  id: slug,
  name: inEveryLanguage(60),
  /** One sentence for whoever has to choose. */
  hint: inEveryLanguage(160),
});
export type Service = z.output<typeof Service>;

const Address = z.strictObject({
  lines: z.array(text(80)).min(1, 'must have a street').max(3, 'may have three lines at most'),
  postcode: text(12),
  /** The town as it is written on a letter. */
  locality: text(60),
  /** Counties and the like, where letters say them. */
  area: text(60).optional(),
});
export type Address = z.output<typeof Address>;

/** content/service-centres/{slug}.yaml; the slug is the file's name. */
export const Centre = z.strictObject({
  name: text(80),
  country,
  /** The town as people say it. */
  town: inEveryLanguage(60),
  address: Address,
  /** The same in Latin letters, where the address has others. */
  latin: Address.optional(),
  at: z.strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  /** By the id of each service: for which products. */
  services: z
    .record(slug, products)
    .refine((services) => Object.keys(services).length > 0, 'must offer at least one service'),
  phone,
  email: z.email('must be an e-mail address'),
  languages: z.array(language).min(1, 'must name at least one language'),
  hours: Hours,
});
export type Centre = z.output<typeof Centre> & { slug: string };

/** Where a person of the company answers, for one country. */
const Desk = z.strictObject({
  country,
  languages: z.array(language).min(1, 'must name at least one language'),
  /** Rings there: one of the phones in site.yaml, by its language. Without it we call back. */
  phone: language.optional(),
  /** The town whose clock its hours go by. */
  clock: inEveryLanguage(40),
  hours: Hours,
  chat: z.strictObject({ url: z.url('must be an address beginning with https:'), week: Week }).optional(),
  /** What to dial in danger. */
  emergency: z.array(z.string('must be text: put it in quotation marks')).min(1, 'must name a number'),
});
export type Desk = z.output<typeof Desk>;

/** content/contact.yaml */
export const Contact = z.strictObject({
  /** Working days until a mail is answered. */
  answerWithin: z.number().int().min(1),
  desks: z.array(Desk).min(1, 'must name at least one country'),
});
export type Contact = z.output<typeof Contact>;
