/** Builds the site, migrates, loads the demo's people and threads and serves it on loopback. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { serve } from '#src/server/serve.ts';
import { run } from './run.ts';

await run(async () => {
  const { values } = parseArgs({ options: { 'no-build': { type: 'boolean', default: false } } });
  loadDotEnv();
  const settings = readSettings(process.env);
  if (!values['no-build']) {
    const built = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
    if (built.status !== 0) throw new Error('The site did not build: the message stands above.');
  }
  await serve(settings);
  console.log(`\nAftercare is at ${settings.publicUrl}\n`);
});
