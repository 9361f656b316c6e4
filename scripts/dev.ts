/** Serves the site for editors: pages reload as files change. */
import { spawn } from 'node:child_process';
import { ContentError } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { writeIndexes } from '#src/search/index-files.ts';
import { prepareLook } from './look.ts';
import { writeMap } from './map.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const { host, port, contentDir } = readSettings(process.env);
  const content = await readContent(contentDir);
  await prepareLook(content.catalog.site, contentDir);
  await writeMap(content.catalog.centres);
  await writeIndexes(content);
  const astro = spawn('npx', ['astro', 'dev', '--host', host, '--port', String(port)], {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ASTRO_DEV_BACKGROUND: '0' },
  });
  process.exitCode = await new Promise<number>((resolve) => astro.once('exit', (code) => resolve(code ?? 0)));
}, [ContentError]);
