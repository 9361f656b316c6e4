import { type SQL, sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { users } from './accounts.ts';
import { moment, oneOf } from './columns.ts';

export const conditions = ['new', 'used'] as const;
export const sellers = ['trader', 'private'] as const;
/** From the maker itself, from another online or telephone seller, or in a shop. */
export const salesWays = ['maker', 'distance', 'shop'] as const;

const owner = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/** A day of the calendar, YYYY-MM-DD, without a time or a zone. */
const isDay = (column: AnySQLiteColumn): SQL =>
  sql`${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and date(${column}) = ${column}`;
const noneOrDay = (column: AnySQLiteColumn): SQL => sql`${column} is null or (${isDay(column)})`;

/** What people own, for their eyes alone. */
export const ownedProducts = sqliteTable(
  'owned_products',
  {
    /** Random: an address says nothing about how many there are. */
    id: text('id').primaryKey(),
    userId: owner(),
    /** Slug of content/products. */
    product: text('product').notNull(),
    /** Empty when its owner does not know. */
    model: text('model').notNull().default(''),
    serial: text('serial').notNull().default(''),
    boughtOn: text('bought_on').notNull(),
    /** Null: on the day it was bought. */
    deliveredOn: text('delivered_on'),
    repairedOn: text('repaired_on'),
    /** ISO 3166-1 alpha-2: whose law holds, and whose calendar. */
    country: text('country').notNull(),
    shop: text('shop').notNull().default(''),
    /** Null when its owner does not say; so too below. */
    soldBy: text('sold_by', { enum: salesWays }),
    condition: text('condition', { enum: conditions }).notNull().default('new'),
    /** Of whom something used was bought, and when it was first delivered as new. */
    seller: text('seller', { enum: sellers }),
    firstDeliveredOn: text('first_delivered_on'),
    /** In hundredths of `currency` (ISO 4217), both or neither. */
    priceHundredths: integer('price_hundredths'),
    currency: text('currency'),
    note: text('note').notNull().default(''),
    createdAt: moment('created_at').notNull(),
    editedAt: moment('edited_at'),
    /** What the form carried, so that a form sent twice keeps one thing. */
    submission: text('submission').notNull(),
  },
  (t) => [
    uniqueIndex('owned_products_submission').on(t.userId, t.submission),
    index('owned_products_owner').on(t.userId, t.createdAt),
    check('owned_products_bought', isDay(t.boughtOn)),
    check('owned_products_delivered', noneOrDay(t.deliveredOn)),
    check('owned_products_repaired', noneOrDay(t.repairedOn)),
    check('owned_products_first_delivered', noneOrDay(t.firstDeliveredOn)),
    check('owned_products_sold_by', oneOf(t.soldBy, salesWays)),
    check('owned_products_seller', oneOf(t.seller, sellers)),
    check('owned_products_country', sql`${t.country} glob '[A-Z][A-Z]'`),
    check('owned_products_condition', oneOf(t.condition, conditions)),
    check(
      'owned_products_price',
      sql`(${t.priceHundredths} is null) = (${t.currency} is null) and coalesce(${t.priceHundredths} >= 0 and ${t.currency} glob '[A-Z][A-Z][A-Z]', 1)`,
    ),
  ],
);

export const receiptTypes = ['image/jpeg', 'application/pdf'] as const;

/**
 * One receipt a thing, in the database and nowhere else: it comes and goes in the transaction of its
 * row, and every backup of the file has it.
 */
export const receipts = sqliteTable(
  'receipts',
  {
    ownedId: text('owned_id')
      .primaryKey()
      .references(() => ownedProducts.id, { onDelete: 'cascade' }),
    type: text('type', { enum: receiptTypes }).notNull(),
    /** Bytes of `data`: sums need not read those. */
    size: integer('size').notNull(),
    data: blob('data', { mode: 'buffer' }).notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    check('receipts_type', oneOf(t.type, receiptTypes)),
    check('receipts_size', sql`${t.size} = length(${t.data}) and ${t.size} > 0`),
  ],
);

export const wishKinds = ['warranty_ending', 'maintenance_due', 'notice'] as const;
export type WishKind = (typeof wishKinds)[number];

/** Letters that somebody asked for: a row is a yes, and since when. */
export const letterWishes = sqliteTable(
  'letter_wishes',
  {
    userId: owner(),
    kind: text('kind', { enum: wishKinds }).notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.kind] }),
    index('letter_wishes_kind').on(t.kind, t.userId),
    check('letter_wishes_kind_known', oneOf(t.kind, wishKinds)),
  ],
);

/**
 * What owners have been told by letter: once each, whatever their address is by then and however
 * long ago the letter itself was swept out.
 */
export const told = sqliteTable(
  'told',
  {
    userId: owner(),
    /** As in `letters`, e.g. `warranty_ending:{thing}:2027-03-01`. */
    event: text('event').notNull(),
    toldAt: moment('told_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.event] })],
);
