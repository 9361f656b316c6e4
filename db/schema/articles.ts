import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { localeCodes } from './accounts.ts';
import { moment, oneOf } from './columns.ts';

export const voteReasons = [
  'solved',
  'clear',
  'found',
  'unclear',
  'did_not_work',
  'not_my_problem',
  'too_hard',
  'other',
] as const;
export type VoteReason = (typeof voteReasons)[number];

/** "Did this help?" on an article. `voter` is a keyed hash, never an address or a name. */
export const articleVotes = sqliteTable(
  'article_votes',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    article: text('article').notNull(),
    locale: text('locale', { enum: localeCodes }).notNull(),
    /** The revision that was read, so that a rewrite starts afresh. */
    revision: integer('revision').notNull(),
    voter: text('voter').notNull(),
    helpful: integer('helpful', { mode: 'boolean' }).notNull(),
    reason: text('reason', { enum: voteReasons }),
    comment: text('comment').notNull().default(''),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('article_votes_once').on(t.article, t.revision, t.voter),
    index('article_votes_article').on(t.article, t.revision, t.helpful),
    check('article_votes_reason', oneOf(t.reason, voteReasons)),
    check('article_votes_locale', oneOf(t.locale, localeCodes)),
  ],
);
