import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { localeCodes, users } from './accounts.ts';
import { moment, oneOf } from './columns.ts';

/**
 * The outbox: one row per recipient and event, written in the transaction of the event.
 * A row is claimed (`claimedAt`), sent under its fixed `messageId`, then marked `sentAt`.
 */
export const letters = sqliteTable(
  'letters',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** Which letter: a key of the room's list of letters. */
    kind: text('kind').notNull(),
    /** Names the event, e.g. `reply:17`; one letter per recipient and event. */
    event: text('event').notNull(),
    userId: text('user_id').references(() => users.id, { onDelete: 'set null' }),
    email: text('email').notNull(),
    locale: text('locale', { enum: localeCodes }).notNull(),
    /** What the letter says, as JSON; secrets are dropped once it is sent. */
    data: text('data', { mode: 'json' }).notNull().$type<Record<string, string>>(),
    messageId: text('message_id').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Not before this moment: moves back with every failed try. */
    dueAt: moment('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    claimedAt: moment('claimed_at'),
    sentAt: moment('sent_at'),
    /** Given up after the last try, or refused for good by the mail server. */
    failedAt: moment('failed_at'),
    error: text('error'),
  },
  (t) => [
    uniqueIndex('letters_once').on(t.email, t.event),
    index('letters_due').on(t.sentAt, t.failedAt, t.dueAt),
    index('letters_user').on(t.userId),
    check('letters_locale', oneOf(t.locale, localeCodes)),
  ],
);
