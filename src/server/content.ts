import { type Content, readContent } from '#src/catalog/read.ts';
import { readSettings, type Settings } from '#src/lib/settings.ts';

let reading: Promise<Content & { settings: Settings }> | undefined;

/** The content folder, read once per process; for prerendered pages and development. */
export function contentForBuild(): Promise<Content & { settings: Settings }> {
  reading ??= (async () => {
    const settings = readSettings(process.env);
    return { settings, ...(await readContent(settings.contentDir)) };
  })();
  return reading;
}
