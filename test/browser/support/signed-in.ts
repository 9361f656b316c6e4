import { createClient } from '@libsql/client';
import { hashed, newSecret } from '#src/lib/ids.ts';

const dayMs = 86_400_000;

/** A cookie of a session that is put into the database of the served site, for tests that are not about signing in. */
export async function sessionCookie(dataDir: string, userId: string): Promise<string> {
  const secret = newSecret();
  const now = Date.now();
  await onDatabase(
    dataDir,
    'insert into sessions (id, user_id, expires_at, created_at, last_seen_at) values (?, ?, ?, ?, ?)',
    [hashed(secret), userId, Math.floor((now + 20 * dayMs) / 1_000), now, now],
  );
  return secret;
}

/** Runs one statement on the database of the served site. */
export async function onDatabase(
  dataDir: string,
  sql: string,
  args: (string | number)[] = [],
): Promise<void> {
  const client = createClient({ url: `file:${dataDir}/aftercare.db`, timeout: 5_000 });
  await client.execute({ sql, args });
  client.close();
}
