import { z } from 'astro/zod';
import { calendarDate, inEveryLanguage } from './schemas.ts';
import { zone } from './terms.ts';

/** Monday first, as ISO 8601 counts them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From and until, by the clock of the place: `{ from: '09:00', until: '17:30' }`. */
export interface Span {
  from: string;
  until: string;
}

const span = z
  .string('must be text such as 09:00-17:30')
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must be hours such as 09:00-17:30')
  .transform((written): Span => ({ from: written.slice(0, 5), until: written.slice(6) }))
  .refine(({ from, until }) => from < until, 'ends before it begins: write the earlier hour first');

/** The spans of one day, from morning to evening. */
const day = z
  .array(span)
  .default([])
  .refine(
    (spans) => spans.every(({ from }, index) => from > (spans[index - 1]?.until ?? '')),
    'overlap, or are not in order: write them from morning to evening',
  );

/** A day that is left out is closed. */
export const Week = z.strictObject(
  Object.fromEntries(weekdays.map((name) => [name, day])) as Record<Weekday, typeof day>,
);
export type Week = z.output<typeof Week>;

/** Days on which other hours hold. */
const HoursException = z
  .strictObject({
    from: calendarDate,
    /** The last of them; one day alone without it. */
    to: calendarDate.optional(),
    /** Closed without any. */
    open: day,
    why: inEveryLanguage(80),
  })
  .refine(({ from, to }) => !to || to >= from, { path: ['to'], message: 'is before "from"' });
export type HoursException = z.output<typeof HoursException>;

/** When a place is open. */
export const Hours = z.strictObject({
  zone,
  /** The part of the country whose own public holidays count too, such as CT for Catalonia. */
  region: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/, 'must be the code of a region such as CT (ISO 3166-2)')
    .optional(),
  week: Week,
  exceptions: z.array(HoursException).default([]),
});
export type Hours = z.output<typeof Hours>;
