import { sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import type { ThreadHit } from './find-threads.ts';
import { analyzerOf } from '../languages/all.ts';
import { holdsPhrases, wordsOfHtml } from '../passages.ts';
import type { Posting } from './postings.ts';
import { type Part, partOf, placeOf, threadOf } from './rows.ts';

/** What was read of the full text, and how rare its word is. */
export type Reading = Posting & { rarity: number };

/** Where texts of a thread say as much, the one that helps is shown. */
const partShares: Record<Part, number> = { title: 0, answer: 1.3, question: 1, reply: 0.9 };
/** So much is read for a phrase in quotes. */
const mostQuoted = 40;
const mostTextsQuoted = 3;

/**
 * Of each thread, the HTML of the text that holds most of what was asked for; of a thread that was
 * found by its title alone, an answer that solved it or the question.
 */
export async function tellingTexts(
  db: Reader,
  ids: readonly number[],
  readings: readonly Reading[],
): Promise<Map<number, string>> {
  const telling = tellingRows(ids, readings);
  const texts = await textsAt(
    db,
    ids.map((id) => [id, telling.get(id)?.[0] ?? null]),
  );
  return new Map(texts.map(({ id, html }) => [id, html]));
}

/** Those of the best hits that have every phrase, in the title or in a text that has its words. */
export async function threadsQuoting(
  db: Reader,
  hits: readonly ThreadHit[],
  phrases: string[][],
  readings: readonly Reading[],
): Promise<ThreadHit[]> {
  const best = hits.slice(0, mostQuoted);
  const telling = tellingRows(
    best.map(({ thread }) => thread.id),
    readings,
  );
  const texts = await textsAt(
    db,
    [...telling].flatMap(([id, rows]) => rows.slice(0, mostTextsQuoted).map((row) => [id, row] as const)),
  );
  return best.filter(({ thread }) => {
    const lines = texts.filter(({ id }) => id === thread.id).map(({ html }) => wordsOfHtml(html));
    return holdsPhrases([thread.title, ...lines], phrases, analyzerOf(thread.locale));
  });
}

/** The rows of each thread that hold anything of the question, the most telling first; no titles. */
function tellingRows(ids: readonly number[], readings: readonly Reading[]): Map<number, number[]> {
  const scores = new Map<number, Map<number, number>>(ids.map((id) => [id, new Map()]));
  for (const { rows, rarity, weight } of readings)
    for (const row of rows) {
      const share = partShares[partOf(row)] * rarity * weight;
      const own = share > 0 ? scores.get(threadOf(row)) : undefined;
      own?.set(row, (own.get(row) ?? 0) + share);
    }
  return new Map(
    [...scores].map(([id, own]) => [id, [...own].sort((a, b) => b[1] - a[1]).map(([row]) => row)]),
  );
}

/** The HTML of texts, by thread and row; without a row, of what solved the thread, or of its question. */
async function textsAt(
  db: Reader,
  places: readonly (readonly [number, number | null])[],
): Promise<{ id: number; html: string }[]> {
  if (places.length === 0) return [];
  const wanted = JSON.stringify(places.map(([id, row]) => [id, row === null ? null : placeOf(row)]));
  return db.all(sql`
    with wanted as materialized (
      select value ->> 0 as id, value ->> 1 as place from json_each(${wanted})),
    placed as materialized (
      select id, thread_id, row_number() over (partition by thread_id order by id) as place
      from posts where thread_id in (select id from wanted))
    select wanted.id, coalesce(posts.html, threads.html) as html
    from wanted
    cross join threads on threads.id = wanted.id
    left join placed on placed.thread_id = wanted.id and placed.place = wanted.place
    left join posts on posts.id = iif(wanted.place is null,
      (select min(post_id) from solutions where solutions.thread_id = wanted.id), placed.id)`);
}
