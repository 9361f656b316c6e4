/** Draws every troubleshooter in every language it is written in: .generated/troubleshooters/{locale}/{slug}.svg. */
import { readSoundContent } from '#src/catalog/check.ts';
import { ContentError } from '#src/catalog/problems.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { writeDrawings } from '#src/troubleshooters/drawing-files.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const { catalog } = await readSoundContent(readSettings(process.env).contentDir);
  for (const file of await writeDrawings(catalog)) console.log(file);
}, [ContentError]);
