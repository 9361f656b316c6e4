import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { optimize } from 'svgo';

/** Tenths of a unit: finer than any stroke of a drawing 480 units wide. */
const decimals = 1;

/**
 * A line drawing of the content folder as SVG text, to stand inline in a page: shorter than it was
 * drawn and the same to the eye. Its classes stay.
 */
export async function readFigure(contentDir: string, name: string): Promise<string> {
  const drawn = await readFile(join(contentDir, 'figures', `${name}.svg`), 'utf8');
  const { data } = optimize(drawn, {
    floatPrecision: decimals,
    plugins: [
      'convertShapeToPath',
      { name: 'convertPathData', params: { floatPrecision: decimals } },
      'mergePaths',
      'collapseGroups',
    ],
  });
  return data;
}
