import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const gzipMark = [0x1f, 0x8b];

/** A file as a site sends it: brotli at its best, or as it is where that is no more. */
export function asSent(content: Uint8Array | string): { body: Uint8Array; encoding: 'br' | undefined } {
  const plain = typeof content === 'string' ? Buffer.from(content) : content;
  const packed = gzipMark.every((mark, at) => plain[at] === mark) ? plain : brotli(plain);
  return packed.length < plain.length
    ? { body: packed, encoding: 'br' }
    : { body: plain, encoding: undefined };
}

/** How many bytes a file is on the wire, without headers. */
export const wireBytes = (content: Uint8Array | string): number => asSent(content).body.length;

/** Above this the best brotli takes minutes; the next lower grade loses a few percent. */
const bestUpTo = 4_000_000;

function brotli(bytes: Uint8Array): Buffer {
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
