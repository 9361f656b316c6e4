import { pino } from 'pino';
import type { Instance } from '#src/accounts/context.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import type { Settings } from '#src/lib/settings.ts';
import { indexesOf } from '#src/search/index-files.ts';
import { indexOutstanding } from '#src/search/threads/filling.ts';
import { contentForBuild } from './content.ts';
import { openInstance } from './instance.ts';

let opening: Promise<Instance> | undefined;

/** The instance under `astro dev`, where no server of ours stands in front; its catalog follows the files. */
export async function developmentInstance(): Promise<Instance> {
  const content = await contentForBuild();
  const { settings, catalog } = content;
  opening ??= open(settings, catalog);
  return { ...(await opening), catalog, readIndex: indexesOf(content) };
}

async function open(settings: Settings, catalog: Catalog): Promise<Instance> {
  const instance = await openInstance(settings, catalog, pino({ level: settings.logLevel }));
  await indexOutstanding(instance.db);
  return instance;
}
