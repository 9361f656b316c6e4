import type { Built, Fetched } from '../engine.ts';
import { wireBytes } from '../wire.ts';

interface Whole {
  /** Bytes on the wire. */
  library: number;
  /** The index as it is written. */
  index: string;
  /** The list of result cards, where the index does not hold them. */
  cards?: string;
  search(typed: string): string[];
}

/** An engine whose one index is fetched whole before the first result; then nothing more is. */
export function wholeIndex({ library, index, cards, search }: Whole): Built {
  let measured: Fetched[] | undefined;
  const files = () =>
    (measured ??= [
      { part: 'terms' as const, bytes: wireBytes(index) },
      ...(cards === undefined ? [] : [{ part: 'cards' as const, bytes: wireBytes(cards) }]),
    ]);
  return {
    wire: () => ({ bytes: files().reduce((sum, { bytes }) => sum + bytes, 0), files: files().length }),
    visit: () => {
      let pending: Fetched[] = [{ part: 'library', bytes: library }, ...files()];
      return Promise.resolve({
        search: (typed) => {
          const fetched = pending;
          pending = [];
          return Promise.resolve({ ids: search(typed), fetched });
        },
      });
    },
    close: () => Promise.resolve(),
  };
}
