import { sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import type { Form, SoughtWord } from './sought.ts';
import { type Part, parts, rowsOfPart } from './rows.ts';

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

/** Looks up the words of a question. `narrowed` are terms that every text must have. */
export async function postingsOf(
  db: Reader,
  words: readonly SoughtWord[],
  narrowed: readonly string[],
  reach: Reach,
): Promise<Posting[]> {
  const asked: Asking = {
    db,
    reach,
    within: (match) => [match, ...narrowed.map(quoted)].join(' AND '),
  };
  const sought = words.map(({ forms }, word): Sought => ({ word, forms }));
  const isEverywhere = ({ texts }: Form) => texts > reach.everywhere;
  const rare = sought.filter(({ forms }) => forms.length > 0 && !forms.some(isEverywhere));
  const common = sought
    .filter(({ forms }) => forms.some(isEverywhere))
    .sort((a, b) => textsOf(a) - textsOf(b))
    .slice(0, reach.mostEverywhere)
    .map(({ word, forms }): Sought => ({ word, forms: forms.filter(isEverywhere) }));
  const few = sought.map(({ word, forms }) => ({ word, forms: forms.filter((form) => !isEverywhere(form)) }));
  return [
    ...(await wholeLists(asked, few)),
    ...(await (rare.length > 0 ? besideRare(asked, common, rare) : amongNewest(asked, common))),
  ];
}

interface Asking {
  db: Reader;
  reach: Reach;
  /** A match narrowed to the texts that are wanted. */
  within(match: string): string;
}

interface Sought {
  word: number;
  forms: Form[];
}

const textsOf = ({ forms }: Sought) => Math.max(...forms.map(({ texts }) => texts));
const termsOf = ({ forms }: Sought) => forms.flatMap(({ terms }) => terms);

/** All texts that have a word, where those are few. */
async function wholeLists({ db, reach, within }: Asking, words: readonly Sought[]): Promise<Posting[]> {
  const postings: Posting[] = [];
  for (const { word, forms } of words)
    for (const { terms, weight } of forms)
      postings.push({ word, weight, rows: await rowsOf(db, within(anyOf(terms)), 2 * reach.everywhere) });
  return postings;
}

/** The texts in which a word that is everywhere stands beside one that is not. */
async function besideRare(
  { db, reach, within }: Asking,
  words: readonly Sought[],
  rare: readonly Sought[],
): Promise<Posting[]> {
  const beside = anyOf(rare.flatMap(termsOf));
  const postings: Posting[] = [];
  for (const { word, forms } of words)
    for (const { terms, weight } of forms) {
      const match = within(`${anyOf(terms)} AND ${beside}`);
      postings.push({ word, weight, rows: await rowsOf(db, match, reach.everywhere) });
    }
  return postings;
}

/** The newest texts that have all of some words that are everywhere or, where those are few, one of them. */
async function amongNewest({ db, reach, within }: Asking, words: readonly Sought[]): Promise<Posting[]> {
  const postings: Posting[] = [];
  if (words.length > 1) {
    const match = within(words.map((word) => anyOf(termsOf(word))).join(' AND '));
    const rows = await newestRowsOf(db, match, reach.newest);
    for (const { word, forms } of words) postings.push({ word, weight: forms[0]?.weight ?? 1, rows });
    if (rows.length >= enoughTogether) return postings;
  }
  for (const { word, forms } of words.slice(0, mostAlone))
    for (const { terms, weight } of forms) {
      const rows = await newestRowsOf(db, within(anyOf(terms)), reach.newest);
      postings.push({ word, weight, rows });
    }
  return postings;
}

/** The rows that have a term: for what stands in few texts. */
export function rowsWith(
  db: Reader,
  term: string,
  most: number,
  narrowed: readonly string[] = [],
): Promise<number[]> {
  return rowsOf(db, [term, ...narrowed].map(quoted).join(' AND '), most);
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
