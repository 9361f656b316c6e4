import { pino } from 'pino';
import type { Instance } from '#src/accounts/context.ts';
import { contentForBuild } from './content.ts';
import { openInstance } from './instance.ts';

let opening: Promise<Instance> | undefined;

/** The instance under `astro dev`, where no server of ours stands in front. */
export function developmentInstance(): Promise<Instance> {
  opening ??= contentForBuild().then(({ settings, catalog }) =>
    openInstance(settings, catalog, pino({ level: settings.logLevel })),
  );
  return opening;
}
