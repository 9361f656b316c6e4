import { watch } from 'node:fs';
import { readSoundContent } from '#src/catalog/check.ts';
import { type Content, readContent } from '#src/catalog/read.ts';
import { readSettings, type Settings } from '#src/lib/settings.ts';

type Read = Content & { settings: Settings };

let reading: Promise<Read> | undefined;

/**
 * The content folder for prerendered pages and development. A build reads it once, after its own
 * check; development checks it and reads it again after every change, so that an editor is told at once.
 */
export function contentForBuild(): Promise<Read> {
  reading ??= process.env['NODE_ENV'] === 'production' ? read(readContent) : readAndWatch();
  return reading;
}

async function read(readFolder: (folder: string) => Promise<Content>): Promise<Read> {
  const settings = readSettings(process.env);
  return { settings, ...(await readFolder(settings.contentDir)) };
}

function readAndWatch(): Promise<Read> {
  const watcher = watch(readSettings(process.env).contentDir, { recursive: true, persistent: false }, () => {
    watcher.close();
    reading = undefined;
  });
  return read(readSoundContent);
}
