/** Numbers from 0 up to, not including, 1: the same ones whenever the seed is the same. */
export type Random = () => number;

/** mulberry32: small, quick, and good enough to draw samples. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to, not including, `below`. */
export const whole = (random: Random, below: number): number => Math.floor(random() * below);

/** One of them; undefined only where there are none. */
export const oneOf = <T>(random: Random, list: readonly T[]): T | undefined =>
  list[whole(random, list.length)];

/** The same things in another order. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
