/** Serves the built site. */
import { serve } from '#src/server/serve.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  await serve(readSettings(process.env));
});
