/** Serves the site for editors: pages reload as files change. */
import { spawn } from 'node:child_process';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const { host, port } = readSettings(process.env);
  const astro = spawn('npx', ['astro', 'dev', '--host', host, '--port', String(port)], {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ASTRO_DEV_BACKGROUND: '0' },
  });
  process.exitCode = await new Promise<number>((resolve) => astro.once('exit', (code) => resolve(code ?? 0)));
});
