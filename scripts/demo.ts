/** Builds the site, migrates, loads the demo's people and threads and serves it on loopback. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { migrateDatabase, openDatabase } from '#db/client.ts';
import { hashPassword } from '#src/accounts/passwords.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { type Demo, readDemo } from '#src/forum/demo-files.ts';
import { demoEmail, demoPassword, loadDemo, NotADemoError } from '#src/forum/demo.ts';
import { loadDemoThings, readDemoThings } from '#src/owned/demo.ts';
import { loadDotEnv, readSettings, type Settings } from '#src/lib/settings.ts';
import { serve } from '#src/server/serve.ts';
import { run, step } from './run.ts';

/** Beside the data of a real site, so that `npm start` never serves the demo's people. */
const demoFolder = 'data/demo';

await run(async () => {
  const { values } = parseArgs({ options: { 'no-build': { type: 'boolean', default: false } } });
  loadDotEnv();
  process.env['DATA_DIR'] ||= demoFolder;
  const settings = readSettings(process.env);
  if (!values['no-build']) {
    const built = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
    if (built.status !== 0) throw new Error('The site did not build: the message stands above.');
  }
  const demo = await step('Loading the demo community', () => load(settings));
  await serve(settings);
  console.log(`\nAftercare is at ${settings.publicUrl}\n\n${welcome(demo)}\n`);
}, [NotADemoError]);

async function load(settings: Settings): Promise<Demo> {
  const demo = await readDemo('db/seed');
  const db = await openDatabase(settings.databaseUrl);
  await migrateDatabase(db);
  const passwordHash = await hashPassword(demoPassword);
  const { site } = JSON.parse(await readFile('dist/catalog.json', 'utf8')) as Pick<Catalog, 'site'>;
  const given = { passwordHash, publicUrl: settings.publicUrl, working: site.working };
  const now = Date.now();
  await loadDemo(db, demo, { ...given, now });
  await loadDemoThings(db, await readDemoThings('db/seed/owned.yaml'), now);
  await db.close();
  return demo;
}

/** One person of each role, to sign in as. */
function welcome({ people }: Demo): string {
  const cast = ['customer', 'expert', 'editor', 'moderator', 'admin'].flatMap((role) =>
    people.filter((person) => person.role === role).slice(0, role === 'customer' ? 2 : 1),
  );
  const lines = cast.map(
    ({ name, displayName, role }) => `  ${demoEmail(name).padEnd(26)}${role.padEnd(11)}${displayName}`,
  );
  return `Sign in with the password "${demoPassword}" as\n${lines.join('\n')}`;
}
