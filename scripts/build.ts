/** Builds the site into dist/: checks the content, builds the pages, compresses the files. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readSoundContent } from '#src/catalog/check.ts';
import { ContentError } from '#src/catalog/problems.ts';
import { loadDotEnv, readSettings } from '#src/lib/settings.ts';
import { writeIndexes } from '#src/search/index-files.ts';
import { writeDrawings } from '#src/troubleshooters/drawing-files.ts';
import { compressFiles } from './compress.ts';
import { prepareLook } from './look.ts';
import { writeMap } from './map.ts';
import { run, step } from './run.ts';

await run(async () => {
  loadDotEnv();
  const settings = readSettings(process.env);
  const content = await step('Checking the content', () => readSoundContent(settings.contentDir));
  const { catalog } = content;
  await step('Preparing fonts and colours', () => prepareLook(catalog.site, settings.contentDir));
  await step('Drawing the map', () => writeMap(catalog.centres));
  await step('Building the search indexes', () => writeIndexes(content));
  await step('Drawing the troubleshooters', () => writeDrawings(catalog));
  await step('Building the pages', () => {
    const built = spawnSync(
      'npx',
      ['astro', 'build', '--force', ...(process.env['CI'] ? ['--silent'] : [])],
      {
        stdio: 'inherit',
        env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
      },
    );
    if (built.status !== 0) throw new Error('astro build failed: its message stands above');
    return Promise.resolve();
  });
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/catalog.json', JSON.stringify(catalog));
  await step('Compressing the files', () => compressFiles('dist/client'));
}, [ContentError]);
