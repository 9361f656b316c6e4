/** Serves the built site. */
import { isBuilt, serve } from '#src/server/serve.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const settings = readSettings(process.env);
  if (!isBuilt()) throw new Error('Nothing is built yet: run "npm run build" first.');
  await serve(settings);
});
