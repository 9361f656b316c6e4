import { z } from 'astro/zod';
import { conditions, salesWays, sellers, wishKinds } from '#db/schema/owned.ts';
import type { Key } from '#src/i18n/translate.ts';
import { type CalendarDate, isCalendarDate } from '#src/lib/days.ts';
import { newId } from '#src/lib/ids.ts';

/** Ties the messages of a schema to the dictionaries. */
const says = (key: Key): string => key;

export const longest = { model: 40, serial: 60, shop: 80, note: 1_000 };
/** Nothing of ours is older, and whoever types 1899 has slipped. */
export const oldestDay: CalendarDate = '1950-01-01';

/** One line, without what cannot be seen. */
const line = (most: number, tooLong: Key) =>
  z
    .string()
    .default('')
    .transform((text) => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim())
    .refine((text) => text.length <= most, says(tooLong));

const isDay = (text: string) => isCalendarDate(text) && text >= oldestDay;
const day = (missing: Key) =>
  z
    .string(says(missing))
    .trim()
    .min(1, says(missing))
    .refine((text) => text === '' || isDay(text), says('owned.day.wrong'));
const dayIfAny = z
  .string()
  .default('')
  .transform((text) => text.trim() || null)
  .refine((text) => text === null || isDay(text), says('owned.day.wrong'));

/** One of a list; left open when it is not said, or not one of them. */
const ifSaid = <Value extends string>(values: readonly Value[]) =>
  z.enum(values).nullable().catch(null).default(null);

const wishes = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .default([])
  .transform((given) => wishKinds.filter((kind) => given.includes(kind)));

/**
 * A thing somebody owns, in the words of the warranty checker's addresses. `product` is a slug, or a
 * slug and a model parted by a slash.
 */
export const Thing = z
  .object({
    product: z.string(says('owned.product.missing')).trim().min(1, says('owned.product.missing')).max(200),
    model: z.string().trim().max(200).optional(),
    serial: line(longest.serial, 'owned.serial.long'),
    bought: day('owned.bought.missing'),
    delivered: dayIfAny,
    repaired: dayIfAny,
    country: z.string(says('owned.country.missing')).trim().min(1, says('owned.country.missing')),
    shop: line(longest.shop, 'owned.shop.long'),
    where: ifSaid(salesWays),
    condition: z.enum(conditions).catch('new'),
    seller: ifSaid(sellers),
    first: dayIfAny,
    price: line(40, 'owned.price.wrong'),
    note: z
      .string()
      .default('')
      .transform((text) => text.trim())
      .refine((text) => text.length <= longest.note, says('owned.note.long')),
    wish: wishes,
    withoutReceipt: z.literal('yes').optional().catch(undefined),
    submission: z
      .string()
      .regex(/^[a-z2-7]{26}$/)
      .catch(() => newId()),
  })
  .superRefine((thing, problems) => {
    const fault = (path: keyof typeof thing, key: Key) =>
      problems.addIssue({ code: 'custom', path: [path], message: key });
    if (thing.repaired && thing.repaired < thing.bought) fault('repaired', 'owned.repaired.early');
    if (thing.first && thing.first > thing.bought) fault('first', 'owned.first.late');
  });
export type Thing = z.output<typeof Thing>;

/** Which letters somebody wants; no box ticked is none. */
export const Wishes = z.object({ wish: wishes });
