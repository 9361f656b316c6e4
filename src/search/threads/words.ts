import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#db/client.ts';
import { threadWords } from '#db/schema/search.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Word } from '../analyzer.ts';
import { partOf, threadOf } from './rows.ts';
import { edits, editsAllowed, hasDigit } from '../vocabulary.ts';

interface Change {
  locale: Locale;
  word: string;
  spelled: string;
  stem: string;
  bare: string;
  texts: number;
  titles: number;
  /** Null where several threads changed. */
  threadId: number | null;
}

/**
 * Counts the words of texts that went away back, and those of texts that came. With `renewed`, words
 * that stay are written too: their stems may be others than before.
 */
export async function countWords(
  tx: Tx,
  gone: { row: number; locale: Locale; words: string[] }[],
  come: { row: number; locale: Locale; words: Map<string, Word> }[],
  renewed: boolean,
): Promise<void> {
  const changes = new Map<string, Change>();
  const count = (row: number, locale: Locale, word: string, by: 1 | -1, forms?: Word) => {
    const threadId = threadOf(row);
    const key = `${locale} ${word}`;
    const { raw: spelled, stem, bare } = forms ?? { raw: word, stem: word, bare: word };
    const change = changes.get(key) ?? { locale, word, spelled, stem, bare, texts: 0, titles: 0, threadId };
    change.texts += by;
    if (partOf(row) === 'title') change.titles += by;
    if (change.threadId !== threadId) change.threadId = null;
    if (forms) Object.assign(change, { spelled, stem, bare });
    changes.set(key, change);
  };
  for (const { row, locale, words } of gone) for (const word of ['', ...words]) count(row, locale, word, -1);
  for (const { row, locale, words } of come) {
    count(row, locale, '', 1);
    for (const [word, forms] of words) count(row, locale, word, 1, forms);
  }
  const real = [...changes.entries()]
    .filter(([, { texts, titles }]) => texts !== 0 || titles !== 0 || renewed)
    // In the order of the table: neighbours are written together.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change);
  if (real.length > 0) await add(tx, real);
  const lost = real.filter(({ texts }) => texts < 0);
  if (lost.length > 0) await dropUnused(tx, lost);
}

async function add(tx: Tx, changes: Change[]): Promise<void> {
  const rows = changes.map(({ locale, word, spelled, stem, bare, texts, titles, threadId }) => [
    ...[locale, word, spelled, stem, bare, texts, titles, threadId],
  ]);
  await tx.run(sql`
    insert into thread_words (locale, word, spelled, stem, bare, texts, titles, thread_id)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (locale, word) do update set
      texts = max(0, texts + excluded.texts),
      titles = max(0, titles + excluded.titles),
      thread_id = iif(excluded.texts > 0 and thread_id is not excluded.thread_id, null, thread_id),
      spelled = iif(spelled = word and excluded.texts > 0, excluded.spelled, spelled),
      stem = iif(excluded.texts >= 0, excluded.stem, stem),
      bare = iif(excluded.texts >= 0, excluded.bare, bare)`);
}

/** A word that nobody writes any more is not offered to anybody. */
async function dropUnused(tx: Tx, lost: Change[]): Promise<void> {
  const words = JSON.stringify(lost.map(({ locale, word }) => [locale, word]));
  await tx.run(sql`
    delete from thread_words where texts <= 0 and (locale, word) in
      (select value ->> 0, value ->> 1 from json_each(${words}))`);
}

/** In how many texts of a language each stem stands; `''` stands for all of them. */
export async function countStems(
  db: Reader,
  wanted: readonly (readonly [Locale, string])[],
): Promise<(locale: Locale, stem: string) => number> {
  const rows = await db.all<{ key: string; texts: number }>(sql`
    with wanted as (
      select value ->> 0 as locale, value ->> 1 as stem from json_each(${JSON.stringify(wanted)}))
    select key, sum(texts) as texts from (
      select wanted.locale || wanted.stem as key, words.texts from wanted
      cross join thread_words words indexed by thread_words_stem
        on words.locale = wanted.locale and words.stem = wanted.stem
      union all
      select wanted.locale || wanted.stem, words.texts from wanted
      cross join thread_words words indexed by thread_words_bare
        on words.locale = wanted.locale and words.bare = wanted.stem
      where words.bare <> words.stem)
    group by 1`);
  const byKey = new Map(rows.map(({ key, texts }) => [key, texts]));
  return (locale, stem) => byKey.get(locale + stem) ?? 0;
}

/** Which of some folded words people use: in two threads, or in a title. */
export async function knownWords(db: Reader, locale: Locale, words: readonly string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const rows = await db
    .select({ word: threadWords.word })
    .from(threadWords)
    .where(
      and(eq(threadWords.locale, locale), inArray(threadWords.word, [...words]), eq(threadWords.known, true)),
    );
  return new Set(rows.map(({ word }) => word));
}

/** A word to try in the place of another: folded, and as people spell it. */
export interface Instead {
  word: string;
  spelled: string;
}

/** More words of one beginning are not looked at. */
const mostLookedAt = 20_000;
const shortestBeginning = 2;

/** Words that begin like this, the commonest first. */
export async function completions(
  db: Reader,
  locale: Locale,
  beginning: string,
  most: number,
): Promise<Instead[]> {
  if (beginning.length < shortestBeginning) return [];
  return db.all<Instead>(sql`
    select word, spelled from (
      select word, spelled, texts from thread_words
      where locale = ${locale} and word > ${beginning} and word < ${beginning + lastSign} and known
      limit ${sql.raw(String(mostLookedAt))})
    order by texts desc, word limit ${most}`);
}

/** Sorts behind every sign that a word can have. */
const lastSign = '\u{10ffff}';

/**
 * Words within one edit, or two above seven letters; the nearest first, then the commonest. The first
 * letter is believed as long as it leads anywhere.
 */
export async function corrections(
  db: Reader,
  locale: Locale,
  word: string,
  most: number,
): Promise<Instead[]> {
  const allowed = editsAllowed(word);
  if (allowed === 0) return [];
  const [first = '', second = ''] = word;
  const rings = [
    { where: sql`word >= ${first} and word < ${first + lastSign}`, longer: allowed },
    // The first letter is wrong, missing, one too many, or has changed places with the second.
    {
      where: sql`(substr(word, 2, 1) in (${first}, ${second}) or (word >= ${second} and word < ${second + lastSign}))`,
      longer: 1,
    },
  ];
  const letters = lettersOf(word);
  for (const { where, longer } of rings) {
    const near = (await wordsOfSize(db, locale, word.length, longer, where))
      .filter((other) => differing(letters, lettersOf(other)) <= 2 * allowed)
      .map((other) => ({ other, edits: edits(word, other, allowed) }))
      .filter(({ other, edits }) => edits <= allowed && !hasDigit(other));
    if (near.length > 0) return nearest(db, locale, near, most);
  }
  return [];
}

/** Which letters a word has, one bit each: an edit changes two of them at most. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function differing(a: number, b: number): number {
  let count = 0;
  for (let bits = a ^ b; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}

async function wordsOfSize(
  db: Reader,
  locale: Locale,
  size: number,
  longer: number,
  condition: ReturnType<typeof sql>,
): Promise<string[]> {
  const sizes = Array.from({ length: 2 * longer + 1 }, (_, index) => size - longer + index);
  // One string is read ten times as fast as thousands of rows.
  const [found] = await db.all<{ words: string | null }>(sql`
    select group_concat(word, ' ') as words from (
      select word from thread_words
      where locale = ${locale} and known = 1 and size in (${sql.raw(sizes.join(', '))}) and ${condition}
      limit ${sql.raw(String(mostLookedAt))})`);
  return (found?.words ?? '').split(' ').filter(Boolean);
}

async function nearest(
  db: Reader,
  locale: Locale,
  near: { other: string; edits: number }[],
  most: number,
): Promise<Instead[]> {
  const words = near.toSorted((a, b) => a.edits - b.edits).slice(0, 10 * most);
  const rows = await db
    .select({ word: threadWords.word, spelled: threadWords.spelled, texts: threadWords.texts })
    .from(threadWords)
    .where(
      and(
        eq(threadWords.locale, locale),
        inArray(
          threadWords.word,
          words.map(({ other }) => other),
        ),
      ),
    );
  const byWord = new Map(rows.map((row) => [row.word, row]));
  return words
    .flatMap(({ other, edits }) => {
      const row = byWord.get(other);
      return row ? [{ ...row, edits }] : [];
    })
    .sort((a, b) => a.edits - b.edits || b.texts - a.texts)
    .slice(0, most);
}
