import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { moment, oneOf } from './columns.ts';

export const roles = ['customer', 'expert', 'editor', 'moderator', 'admin'] as const;
export type Role = (typeof roles)[number];

export const localeCodes = ['en', 'el', 'hu', 'fr', 'es', 'sv'] as const;

/** People. A deleted account keeps its row, emptied, so that its posts keep an author. */
export const users = sqliteTable(
  'users',
  {
    id: text('id').primaryKey(),
    /** The handle in addresses: a-z, 0-9 and hyphens, unique. */
    name: text('name').notNull(),
    displayName: text('display_name').notNull(),
    /** Lower case; null once the account is deleted. */
    email: text('email'),
    emailVerifiedAt: moment('email_verified_at'),
    passwordHash: text('password_hash'),
    role: text('role', { enum: roles }).notNull().default('customer'),
    locale: text('locale', { enum: localeCodes }).notNull().default('en'),
    about: text('about').notNull().default(''),
    createdAt: moment('created_at').notNull(),
    deletedAt: moment('deleted_at'),
  },
  (t) => [
    uniqueIndex('users_name').on(t.name),
    uniqueIndex('users_email').on(t.email),
    check('users_role', oneOf(t.role, roles)),
    check('users_locale', oneOf(t.locale, localeCodes)),
    check('users_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
);

/** Signed-in devices. `id` is the SHA-256 of what the cookie holds. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Seconds, not milliseconds: lucia's own unit. */
    expiresAt: integer('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    /** The browser and system as people say them, e.g. "Firefox, Android". */
    device: text('device').notNull().default(''),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expires').on(t.expiresAt)],
);

export const tokenKinds = ['verify_email', 'reset_password', 'change_email'] as const;

/** One-time links sent by letter. `id` is the SHA-256 of what the link holds. */
export const tokens = sqliteTable(
  'tokens',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: tokenKinds }).notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The address the link was sent to. */
    email: text('email').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('tokens_user').on(t.userId, t.kind),
    index('tokens_expires').on(t.expiresAt),
    check('tokens_kind', oneOf(t.kind, tokenKinds)),
  ],
);

/** The counters of rate-limiter-flexible, kept here so that a restart does not reset them. */
export const rateLimits = sqliteTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: integer('expire', { mode: 'timestamp_ms' }),
});
