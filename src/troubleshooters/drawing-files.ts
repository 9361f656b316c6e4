import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { readableTree } from '../catalog/troubleshooters.ts';
import { locales } from '../i18n/locales.ts';
import { drawingFile } from './drawing.ts';

const folder = join('.generated', 'troubleshooters');

/** Writes the drawing of every troubleshooter in each language it is written in; gives the files' names. */
export async function writeDrawings({ troubleshooters }: Catalog): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  const files: string[] = [];
  for (const tree of troubleshooters)
    for (const locale of locales) {
      const readable = readableTree(tree, locale);
      if (readable.untranslated) continue;
      const file = join(folder, locale, `${tree.slug}.svg`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, drawingFile(readable));
      files.push(file);
    }
  return files;
}
