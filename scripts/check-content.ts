/** Checks the content folder in seconds: fields, references, text, links, drawings. */
import { readSoundContent } from '#src/catalog/check.ts';
import { ContentError } from '#src/catalog/problems.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const { contentDir } = readSettings(process.env);
  const { catalog, files } = await readSoundContent(contentDir);
  console.log(
    `${catalog.articles.length} articles in ${files.length} files, ${catalog.products.length} products: nothing wrong.`,
  );
}, [ContentError]);
