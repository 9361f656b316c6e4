import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Of what is compressed: below it, packing saves no packet. Many files of a search index are fetched at once. */
const smallest = 512;

/** Lays a `.br` and a `.gz` beside every text file of a folder; pages are compressed when first served. */
export async function compressFiles(folder: string): Promise<void> {
  for await (const file of glob('**/*.{js,css,svg,json,xml,txt,webmanifest,bin}', { cwd: folder })) {
    const path = join(folder, file);
    const bytes = await readFile(path);
    if (bytes.length < smallest && !file.startsWith('_search')) continue;
    const br = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    await Promise.all([
      writeFile(`${path}.br`, br),
      writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 })),
    ]);
  }
}
