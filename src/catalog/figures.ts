import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A line drawing of the content folder as SVG text, to stand inline in a page. */
export function readFigure(contentDir: string, name: string): Promise<string> {
  return readFile(join(contentDir, 'figures', `${name}.svg`), 'utf8');
}
