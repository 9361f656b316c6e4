import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const gzipMark = [0x1f, 0x8b];

/** How many bytes a file is on the wire: brotli at its best, or as it is where that is no more. */
export function wireBytes(content: Uint8Array | string): number {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  if (gzipMark.every((mark, at) => bytes[at] === mark)) return bytes.length;
  return Math.min(bytes.length, brotli(bytes).length);
}

/** Above this the best brotli takes minutes; the next lower grade loses a few percent. */
const bestUpTo = 4_000_000;

export function brotli(bytes: Uint8Array): Buffer {
  const quality = bytes.length > bestUpTo ? 9 : 11;
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    },
  });
}

/** Files of installed packages on the wire, by the name they are imported by or where they lie. */
export function packageBytes(...files: (string | URL)[]): number {
  return files.reduce(
    (sum, file) =>
      sum + wireBytes(readFileSync(new URL(file instanceof URL ? file : import.meta.resolve(file)))),
    0,
  );
}
