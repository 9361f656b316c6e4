/** Checks the content folder in seconds: fields, references, text, links, drawings, numbers typed by hand. */
import { readSoundContent } from '#src/catalog/check.ts';
import { ContentError } from '#src/catalog/problems.ts';
import { hintOf } from '#src/catalog/typed/contradictions.ts';
import { typedNumbers } from '#src/catalog/typed/typed-numbers.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { run } from './run.ts';

await run(async () => {
  loadDotEnv();
  const { contentDir } = readSettings(process.env);
  const { catalog, files, troubleshooterFiles } = await readSoundContent(contentDir);
  for (const typed of typedNumbers([...files, ...troubleshooterFiles], catalog)) console.log(hintOf(typed));
  console.log(
    `${catalog.articles.length} articles in ${files.length} files, ${catalog.products.length} products: nothing wrong.`,
  );
}, [ContentError]);
