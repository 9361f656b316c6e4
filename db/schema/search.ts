import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { localeCodes } from './accounts.ts';
import { moment, oneOf } from './columns.ts';

/**
 * Every text of a thread that full text search holds (threads_fts), by the row it has there. The row
 * says whose text it is: see src/search/threads/rows.ts.
 */
export const threadTexts = sqliteTable(
  'thread_texts',
  {
    id: integer('id').primaryKey(),
    locale: text('locale', { enum: localeCodes }).notNull(),
    /** Each folded word once, with spaces between them: what is counted back when the text goes. */
    words: text('words').notNull(),
    /** The version of the analysis: texts of an older one are written anew at the next start. */
    indexedBy: integer('indexed_by').notNull(),
  },
  (t) => [check('thread_texts_locale', oneOf(t.locale, localeCodes))],
);

/** The words that people write in threads, by language; counted in the transaction that writes them. */
export const threadWords = sqliteTable(
  'thread_words',
  {
    locale: text('locale', { enum: localeCodes }).notNull(),
    /** Folded. The empty word counts all texts of the language. */
    word: text('word').notNull(),
    /** As somebody wrote it, with its marks. */
    spelled: text('spelled').notNull(),
    /** Its stem, and that of whoever types it without marks: a Word's of src/search/analyzer.ts. */
    stem: text('stem').notNull(),
    bare: text('bare').notNull(),
    /** How many texts have it, and how many of those are titles. */
    texts: integer('texts').notNull(),
    titles: integer('titles').notNull(),
    /** The only thread that has it; null as soon as another one does. */
    threadId: integer('thread_id'),
    /** True for a word to mend others by: written in two threads, or in a title. */
    known: integer('known', { mode: 'boolean' }).generatedAlwaysAs(
      sql`titles > 0 or (thread_id is null and texts > 1)`,
      { mode: 'virtual' },
    ),
    size: integer('size').generatedAlwaysAs(sql`length(word)`, { mode: 'virtual' }),
  },
  (t) => [
    primaryKey({ columns: [t.locale, t.word] }),
    index('thread_words_stem').on(t.locale, t.stem),
    index('thread_words_bare')
      .on(t.locale, t.bare)
      .where(sql`bare <> stem`),
    index('thread_words_size').on(t.locale, t.known, t.size, t.word),
    check('thread_words_locale', oneOf(t.locale, localeCodes)),
  ],
);

/** Searches that found nothing, added up without saying whose they were. */
export const searchMisses = sqliteTable(
  'search_misses',
  {
    locale: text('locale', { enum: localeCodes }).notNull(),
    /** Folded, without addresses and long numbers. */
    words: text('words').notNull(),
    /** A slug; empty when the search was for everything. */
    product: text('product').notNull(),
    count: integer('count').notNull(),
    /** The beginning of a day, UTC. */
    lastAt: moment('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.locale, t.words, t.product] }),
    index('search_misses_rare').on(t.count, t.lastAt),
    check('search_misses_locale', oneOf(t.locale, localeCodes)),
  ],
);

/** Which result of a search was opened, and at which place it stood; added up likewise. */
export const searchChoices = sqliteTable(
  'search_choices',
  {
    locale: text('locale', { enum: localeCodes }).notNull(),
    words: text('words').notNull(),
    /** The same in every language: articles/<slug> or community/<id>. */
    path: text('path').notNull(),
    /** 1 is the first result. */
    rank: integer('rank').notNull(),
    count: integer('count').notNull(),
    lastAt: moment('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.locale, t.words, t.path, t.rank] }),
    index('search_choices_rare').on(t.count, t.lastAt),
    check('search_choices_locale', oneOf(t.locale, localeCodes)),
  ],
);
