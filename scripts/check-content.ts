/** Checks the content folder in seconds: fields, references, links. */
import { ContentError, readContent } from '#src/catalog/read.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const { contentDir } = readSettings(process.env);
  const { catalog, files } = await readContent(contentDir);
  console.log(
    `${catalog.articles.length} articles in ${files.length} files, ${catalog.products.length} products: nothing wrong.`,
  );
}, [ContentError]);
