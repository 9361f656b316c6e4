import { onEveryConnection } from '#db/client.ts';
import type { Instance } from '#src/accounts/context.ts';

/** Leaves the database's disk room for so many more pages; `null`: for as many as it likes. */
export async function leaveRoom({ db }: Instance, pages: number | null): Promise<void> {
  const count = Number((await db.client.execute('PRAGMA page_count')).rows[0]?.[0]);
  await onEveryConnection(db.client, async () => {
    await db.client.execute(`PRAGMA max_page_count = ${pages === null ? 1_000_000_000 : count + pages}`);
  });
}
