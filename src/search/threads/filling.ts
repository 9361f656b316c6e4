import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { placeBits } from './rows.ts';
import { analysis, indexThreads } from './threads.ts';

/** As much as may keep everybody else waiting. */
const batchSize = 20;

/**
 * Indexes the threads that are not in the full text, or in it by an older analysis: after a migration.
 * Goes on where it was broken off, and costs one look at each thread when there is nothing to do.
 * Tells `progress` how many it did so far; gives the number of all.
 */
export async function indexOutstanding(
  db: Database,
  progress: (threads: number) => void = () => undefined,
): Promise<number> {
  let done = 0;
  let last = 0;
  for (;;) {
    const rows = await db.read.all<{ id: number }>(sql`
      select threads.id from threads
      left join thread_texts title on title.id = (threads.id << ${sql.raw(String(placeBits))})
      where threads.id > ${last} and threads.deleted_at is null and title.indexed_by is not ${analysis}
      order by threads.id limit ${batchSize}`);
    if (rows.length === 0) return done;
    const ids = rows.map(({ id }) => id);
    await db.write((tx) => indexThreads(tx, ids));
    last = ids.at(-1) ?? last;
    done += ids.length;
    progress(done);
  }
}
