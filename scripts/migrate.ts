/** Brings the database to the newest schema, and the full text up to date with it. */
import { migrateDatabase, openDatabase } from '#db/client.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { indexOutstanding } from '#src/search/threads/filling.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const db = await openDatabase(readSettings(process.env).databaseUrl);
  await migrateDatabase(db);
  const indexed = await indexOutstanding(db, (threads) => {
    if (threads % 1_000 === 0) console.log(`${threads} threads indexed…`);
  });
  await db.close();
  console.log('The database has the newest schema.');
  if (indexed > 0) console.log(`${indexed} threads were indexed for search.`);
});
