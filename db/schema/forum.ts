import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { localeCodes, users } from './accounts.ts';
import { moment, oneOf } from './columns.ts';

export const threadKinds = ['question', 'idea', 'story', 'complaint'] as const;
export type ThreadKind = (typeof threadKinds)[number];

export const threadStates = ['unanswered', 'answered', 'solved'] as const;
export type ThreadState = (typeof threadStates)[number];

/** Where an idea stands; `new` until somebody of the maker's has said so. */
export const ideaStatuses = ['new', 'considered', 'planned', 'done', 'declined'] as const;
export type IdeaStatus = (typeof ideaStatuses)[number];

/** How a complaint ended. */
export const complaintOutcomes = ['repaired', 'replaced', 'refunded', 'explained', 'declined'] as const;
export type ComplaintOutcome = (typeof complaintOutcomes)[number];

/** Threads: what somebody asked, proposed, told or complained of. Counters are kept in the transaction of what they count. */
export const threads = sqliteTable(
  'threads',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind', { enum: threadKinds }).notNull().default('question'),
    locale: text('locale', { enum: localeCodes }).notNull(),
    /** Slugs of content/products and content/topics.yaml; null when the asker did not know. */
    product: text('product'),
    topic: text('topic'),
    /** The article the asker came from, by slug. */
    article: text('article'),
    title: text('title').notNull(),
    slug: text('slug').notNull(),
    body: text('body').notNull(),
    /** `body` rendered and sanitised at write time by renderer `renderedBy`. */
    html: text('html').notNull(),
    renderedBy: integer('rendered_by').notNull(),
    /** Of an idea: why it would be better so. Of a complaint: what would put it right. Plain text. */
    aim: text('aim'),
    authorId: text('author_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    editedAt: moment('edited_at'),
    /** When something was last said: the order of every list. */
    activeAt: moment('active_at').notNull(),
    postCount: integer('post_count').notNull().default(0),
    /** Replies by others than the asker: what an answer is counted by. */
    answerCount: integer('answer_count').notNull().default(0),
    meTooCount: integer('me_too_count').notNull().default(0),
    /** Set while the thread has a solution. */
    solvedAt: moment('solved_at'),
    /** Of a question; follows from the columns above, so it cannot be wrong. */
    state: text('state', { enum: threadStates }).generatedAlwaysAs(
      sql`case when kind <> 'question' then null when solved_at is not null then 'solved' when answer_count > 0 then 'answered' else 'unanswered' end`,
      { mode: 'virtual' },
    ),
    /** Of an idea. */
    ideaStatus: text('idea_status', { enum: ideaStatuses }),
    /** Of a complaint: until when the maker has promised to reply, and when it first did. */
    promisedAt: moment('promised_at'),
    repliedAt: moment('replied_at'),
    /** Of a story: since when its author lets it be shown on the product's page. */
    shownAt: moment('shown_at'),
    lockedAt: moment('locked_at'),
    deletedAt: moment('deleted_at'),
    /** What the form carried, so that a form sent twice makes one thread. */
    submission: text('submission').notNull(),
  },
  (t) => [
    uniqueIndex('threads_submission').on(t.authorId, t.submission),
    index('threads_active').on(t.deletedAt, t.activeAt, t.id),
    index('threads_state').on(t.state, t.deletedAt, t.activeAt, t.id),
    index('threads_product_state').on(t.product, t.state, t.deletedAt, t.activeAt, t.id),
    index('threads_locale_state').on(t.locale, t.state, t.deletedAt, t.activeAt, t.id),
    index('threads_product').on(t.product, t.deletedAt, t.activeAt, t.id),
    index('threads_locale').on(t.locale, t.deletedAt, t.activeAt, t.id),
    index('threads_topic').on(t.topic, t.deletedAt, t.activeAt, t.id),
    index('threads_article').on(t.article, t.deletedAt, t.activeAt, t.id),
    index('threads_author').on(t.authorId, t.createdAt),
    index('threads_solved').on(t.deletedAt, t.solvedAt),
    index('threads_locale_solved').on(t.locale, t.deletedAt, t.solvedAt),
    index('threads_kind').on(t.kind, t.deletedAt, t.activeAt, t.id),
    index('threads_kind_created').on(t.kind, t.deletedAt, t.createdAt, t.id),
    index('threads_kind_me_too').on(t.kind, t.deletedAt, t.meTooCount, t.id),
    index('threads_product_kind').on(t.product, t.kind, t.deletedAt, t.createdAt, t.id),
    index('threads_idea_status').on(t.ideaStatus, t.deletedAt, t.meTooCount, t.id),
    index('threads_shown')
      .on(t.product, t.shownAt)
      .where(sql`shown_at is not null`),
    check('threads_kind', oneOf(t.kind, threadKinds)),
    check('threads_idea_status_known', oneOf(t.ideaStatus, ideaStatuses)),
    check('threads_locale_known', oneOf(t.locale, localeCodes)),
    check('threads_counts', sql`${t.postCount} >= 0 and ${t.meTooCount} >= 0`),
  ],
);

/** Replies. A deleted post keeps its place and loses its words. */
export const posts = sqliteTable(
  'posts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    body: text('body').notNull(),
    html: text('html').notNull(),
    renderedBy: integer('rendered_by').notNull(),
    authorId: text('author_id')
      .notNull()
      .references(() => users.id),
    /** Set when the maker itself speaks in this post. */
    officialAt: moment('official_at'),
    createdAt: moment('created_at').notNull(),
    editedAt: moment('edited_at'),
    deletedAt: moment('deleted_at'),
    voteCount: integer('vote_count').notNull().default(0),
    submission: text('submission').notNull(),
  },
  (t) => [
    uniqueIndex('posts_submission').on(t.authorId, t.submission),
    index('posts_thread').on(t.threadId, t.id),
    index('posts_author').on(t.authorId, t.createdAt),
    check('posts_votes', sql`${t.voteCount} >= 0`),
  ],
);

/** Earlier wordings of a question or a reply, oldest first by id. */
export const revisions = sqliteTable(
  'revisions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    /** Null: the wording of the question itself. */
    postId: integer('post_id').references(() => posts.id),
    title: text('title'),
    body: text('body').notNull(),
    html: text('html').notNull(),
    aim: text('aim'),
    editorId: text('editor_id')
      .notNull()
      .references(() => users.id),
    /** When this wording was replaced. */
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('revisions_of').on(t.threadId, t.postId, t.id)],
);

/** Accepted posts; a thread may have several. */
export const solutions = sqliteTable(
  'solutions',
  {
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    postId: integer('post_id')
      .notNull()
      .references(() => posts.id),
    acceptedBy: text('accepted_by')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.postId] }), uniqueIndex('solutions_post').on(t.postId)],
);

/** "This helped" on a reply. */
export const votes = sqliteTable(
  'votes',
  {
    postId: integer('post_id')
      .notNull()
      .references(() => posts.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] }), index('votes_user').on(t.userId)],
);

/** "I have this too". `voter` is `user:<id>` or `visitor:<hash>`; needs no account. */
export const meToos = sqliteTable(
  'me_toos',
  {
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    voter: text('voter').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.voter] }), index('me_toos_voter').on(t.voter)],
);

/** Who hears about a thread. */
export const follows = sqliteTable(
  'follows',
  {
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.userId] }), index('follows_user').on(t.userId)],
);

export const threadTags = sqliteTable(
  'thread_tags',
  {
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    tag: text('tag').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.tag] }), index('thread_tags_tag').on(t.tag, t.threadId)],
);

/** What was said about an idea: its status each time, the last of them in force. */
export const ideaDecisions = sqliteTable(
  'idea_decisions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    status: text('status', { enum: ideaStatuses }).notNull(),
    /** Plain text. */
    reason: text('reason').notNull(),
    deciderId: text('decider_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('idea_decisions_thread').on(t.threadId, t.id),
    check('idea_decisions_status', oneOf(t.status, ideaStatuses)),
  ],
);

/** What of a complaint is not for everybody, and how it ended. */
export const complaints = sqliteTable(
  'complaints',
  {
    threadId: integer('thread_id')
      .primaryKey()
      .references(() => threads.id),
    /** Order or claim number: for its author and the maker's people alone. */
    reference: text('reference'),
    /** The last of its outcomes. */
    outcome: text('outcome', { enum: complaintOutcomes }),
    /** What its author says of that outcome: whether it held, and when they said so. */
    held: text('held', { enum: ['yes', 'no'] }),
    heldAt: moment('held_at'),
  },
  (t) => [
    check('complaints_outcome', oneOf(t.outcome, complaintOutcomes)),
    check('complaints_held', oneOf(t.held, ['yes', 'no'])),
  ],
);

/** How a complaint ended: each time the maker said so, the last of them in force. */
export const complaintDecisions = sqliteTable(
  'complaint_decisions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    outcome: text('outcome', { enum: complaintOutcomes }).notNull(),
    /** The clause of a policy it was declined by. */
    clause: text('clause'),
    /** Plain text. */
    reason: text('reason').notNull(),
    deciderId: text('decider_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('complaint_decisions_thread').on(t.threadId, t.id),
    check('complaint_decisions_outcome', oneOf(t.outcome, complaintOutcomes)),
    check('complaint_decisions_clause', sql`${t.outcome} <> 'declined' or ${t.clause} is not null`),
  ],
);

/** When the author of a story let it be shown on the product's page, and when no longer. */
export const storyConsents = sqliteTable(
  'story_consents',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    answer: text('answer', { enum: ['given', 'withdrawn'] }).notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('story_consents_thread').on(t.threadId, t.id),
    check('story_consents_answer', oneOf(t.answer, ['given', 'withdrawn'])),
  ],
);
