/** Brings the database to the newest schema. */
import { migrateDatabase, openDatabase } from '#db/client.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const db = await openDatabase(readSettings(process.env).databaseUrl);
  await migrateDatabase(db);
  await db.close();
  console.log('The database has the newest schema.');
});
