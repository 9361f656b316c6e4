import { pino } from 'pino';
import type { Instance } from '#src/accounts/context.ts';
import { indexesOf } from '#src/search/index-files.ts';
import { contentForBuild } from './content.ts';
import { openInstance } from './instance.ts';

let opening: Promise<Instance> | undefined;

/** The instance under `astro dev`, where no server of ours stands in front; its catalog follows the files. */
export async function developmentInstance(): Promise<Instance> {
  const content = await contentForBuild();
  const { settings, catalog } = content;
  opening ??= openInstance(settings, catalog, pino({ level: settings.logLevel }));
  return { ...(await opening), catalog, readIndex: indexesOf(content) };
}
