import { pino } from 'pino';
import type { Instance } from '#src/accounts/context.ts';
import { contentForBuild } from './content.ts';
import { openInstance } from './instance.ts';

let opening: Promise<Instance> | undefined;

/** The instance under `astro dev`, where no server of ours stands in front; its catalog follows the files. */
export async function developmentInstance(): Promise<Instance> {
  const { settings, catalog } = await contentForBuild();
  opening ??= openInstance(settings, catalog, pino({ level: settings.logLevel }));
  return { ...(await opening), catalog };
}
