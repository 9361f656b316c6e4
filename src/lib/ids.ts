import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A random id of 128 bits in lower-case base 32, safe in addresses. */
export function newId(): string {
  return base32(randomBytes(16));
}

/** A secret for a link or a cookie: 160 random bits. Only its `hashed` form is stored. */
export function newSecret(): string {
  return base32(randomBytes(20));
}

/** What is stored of a secret: its SHA-256 in hex. */
export function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A name for somebody or something that cannot be turned back without the key: HMAC-SHA-256 in hex. */
export function keyed(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}
