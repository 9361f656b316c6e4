/** Rises when a reader of older files would go wrong. */
export const fileFormat = 2;

/** A file of the index that was cut short, changed on its way, or is of another format. */
export class TornFileError extends Error {
  override readonly name = 'TornFileError';
}

/** How many bytes stand before the content: the format, and a checksum of the content. */
const headBytes = 5;

/**
 * Writes a file of the index: one byte with the format, four with the FNV-1a hash of the rest (low
 * byte first), then numbers and texts in the order in which they are written.
 */
export class ByteWriter {
  readonly #bytes: number[] = [];
  readonly #encoder = new TextEncoder();

  get length(): number {
    return this.#bytes.length;
  }

  /** A whole number from 0 to 2^53, seven bits a byte, the low ones first (LEB128). */
  number(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a number to store: ${value}`);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes.push(rest);
  }

  byte(value: number): void {
    this.#bytes.push(value & 0xff);
  }

  /** UTF-8 behind its length in bytes. */
  text(value: string): void {
    const encoded = this.#encoder.encode(value);
    this.number(encoded.length);
    for (const byte of encoded) this.#bytes.push(byte);
  }

  finish(): Uint8Array {
    const file = new Uint8Array(headBytes + this.#bytes.length);
    file.set(this.#bytes, headBytes);
    file[0] = fileFormat;
    new DataView(file.buffer).setUint32(1, hashOf(file.subarray(headBytes)), true);
    return file;
  }
}

/** Reads what a ByteWriter wrote. Every method throws TornFileError where the file does not say what it should. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #at = headBytes;

  constructor(file: Uint8Array) {
    if (file.length < headBytes || file[0] !== fileFormat)
      throw new TornFileError('Not a file of this search index');
    const expected = new DataView(file.buffer, file.byteOffset).getUint32(1, true);
    if (hashOf(file.subarray(headBytes)) !== expected) throw new TornFileError('A torn file');
    this.#bytes = file;
  }

  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
      scale *= 0x80;
    }
    if (!Number.isSafeInteger(value)) throw new TornFileError('A number beyond all bounds');
    return value;
  }

  /** A number of things that follow, each of which takes at least `bytes` bytes. */
  count(bytes: number): number {
    const value = this.number();
    if (value * bytes > this.#bytes.length - this.#at) throw new TornFileError('More than the file holds');
    return value;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new TornFileError('The file ends too early');
    this.#at += 1;
    return byte;
  }

  text(): string {
    const end = this.count(1) + this.#at;
    const encoded = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    try {
      return this.#decoder.decode(encoded);
    } catch {
      throw new TornFileError('Not UTF-8');
    }
  }

  /** To be called last: nothing may be left. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new TornFileError('The file goes on too long');
  }
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo): tells a torn file, not a forged one. */
export function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** How many UTF-16 units two texts begin with in common. */
export function sharedLength(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/** Sorted texts, each as the number of units it shares with the one before it, and the rest. */
export function writeTexts(writer: ByteWriter, texts: readonly string[]): void {
  let before = '';
  for (const text of texts) {
    // Half a character cannot be written: a shared lead surrogate belongs to the rest.
    let shared = sharedLength(before, text);
    if (/[\uD800-\uDBFF]/.test(text.charAt(shared - 1))) shared -= 1;
    writer.number(shared);
    writer.text(text.slice(shared));
    before = text;
  }
}

export function readTexts(reader: ByteReader, count: number): string[] {
  const texts: string[] = [];
  let before = '';
  for (let at = 0; at < count; at += 1) {
    const shared = reader.number();
    if (shared > before.length) throw new TornFileError('A word that shares more than there is');
    before = before.slice(0, shared) + reader.text();
    texts.push(before);
  }
  return texts;
}
