import { sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import type { Form, SoughtWord } from './sought.ts';
import { type Part, parts, rowsOfPart } from './thread-rows.ts';

/** The rows of texts that have a word, in one of its forms. */
export interface Posting {
  /** The place of the word in the question. */
  word: number;
  weight: number;
  rows: number[];
}

/**
 * How much of the full text one question may look at. The driver is synchronous: a slow query would
 * stop everyone. A word that stands in no more texts than `everywhere` is read to the end; one that
 * is everywhere, only where it stands beside a rarer one or, when there is none, in the newest texts.
 */
export interface Reach {
  /** How many words are looked at, the rarest of them. */
  mostWords: number;
  everywhere: number;
  /** How many words that are everywhere are looked at, the rarest of them first. */
  mostEverywhere: number;
  /** How many of the newest texts of each part such words are looked for in. */
  newest: Record<Part, number>;
}

/** Where as many texts have all the words, nobody asks for those that have one. */
const enoughTogether = 200;
const mostAlone = 2;

interface Sought extends Form {
  word: number;
}

/** Looks up the words of a question. `narrowed` is a term that every text must have. */
export async function postingsOf(
  db: Reader,
  words: readonly SoughtWord[],
  narrowed: string | undefined,
  { everywhere, mostEverywhere, newest }: Reach,
): Promise<Posting[]> {
  const within = (match: string) => (narrowed === undefined ? match : `${match} AND ${quoted(narrowed)}`);
  const forms = words.flatMap(({ forms }, word) => forms.map((form): Sought => ({ ...form, word })));
  const rare = forms.filter(({ texts }) => texts <= everywhere);
  const common = forms
    .filter(({ texts }) => texts > everywhere)
    .sort((a, b) => b.weight - a.weight || a.texts - b.texts)
    .slice(0, mostEverywhere);
  const postings: Posting[] = [];
  const look = async (of: Sought[], read: () => Promise<number[]>) => {
    const rows = await read();
    for (const { word, weight } of of) postings.push({ word, weight, rows });
  };
  for (const form of rare) await look([form], () => rowsOf(db, within(anyOf(form.terms)), 2 * everywhere));
  const isCommon = (word: number) => forms.some((form) => form.word === word && form.texts > everywhere);
  const leading = rare.filter(({ word }) => !isCommon(word));
  if (leading.length > 0) {
    const beside = anyOf(leading.flatMap(({ terms }) => terms));
    for (const form of common)
      await look([form], () => rowsOf(db, within(`${anyOf(form.terms)} AND ${beside}`), everywhere));
    return postings;
  }
  if (common.length > 1) {
    const all = common.map(({ terms }) => anyOf(terms)).join(' AND ');
    await look(common, () => newestRowsOf(db, within(all), newest));
    if ((postings[0]?.rows.length ?? 0) >= enoughTogether) return postings;
  }
  for (const form of common.slice(0, mostAlone))
    await look([form], () => newestRowsOf(db, within(anyOf(form.terms)), newest));
  return postings;
}

/** The rows that have a term: for what stands in few texts. */
export function rowsWith(db: Reader, term: string, most: number, narrowed?: string): Promise<number[]> {
  return rowsOf(db, narrowed === undefined ? quoted(term) : `${quoted(term)} AND ${quoted(narrowed)}`, most);
}

/** Every term is quoted: whatever somebody types, it is only words. */
const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;
const anyOf = (terms: readonly string[]) => `(${terms.map(quoted).join(' OR ')})`;

async function rowsOf(db: Reader, match: string, most: number): Promise<number[]> {
  return asNumbers(
    await db.all(sql`
      select group_concat(rowid) as rows from (
        select rowid from threads_fts where threads_fts match ${match} order by rowid limit ${integer(most)})`),
  );
}

async function newestRowsOf(db: Reader, match: string, newest: Record<Part, number>): Promise<number[]> {
  const stretches = parts.map((part) => {
    const { from, to } = rowsOfPart(part);
    return sql`select * from (
      select rowid from threads_fts where threads_fts match ${match}
      and rowid >= ${integer(from)} and rowid <= ${integer(to)}
      order by rowid desc limit ${integer(newest[part])})`;
  });
  return asNumbers(
    await db.all(sql`select group_concat(rowid) as rows from (${sql.join(stretches, sql` union all `)})`),
  );
}

/** The client binds every number as a real one, and FTS5 seeks by integers alone. */
const integer = (value: number) => sql.raw(String(value));

/** One string of numbers is read ten times as fast as thousands of rows. */
function asNumbers([first]: { rows: string | null }[]): number[] {
  return first?.rows ? (JSON.parse(`[${first.rows}]`) as number[]) : [];
}
