import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader, ByteWriter, TornFileError } from '#src/search/shards/bytes.ts';
import { decodeCards, decodeText, encodeCards, encodeText } from '#src/search/shards/cards.ts';
import { fold } from '#src/search/languages/language.ts';
import {
  packBeginnings,
  shardOf,
  shardsOf,
  shortestAbove,
  unpackBeginnings,
} from '#src/search/shards/manifest.ts';
import { aliasKinds, decodeTerms, encodeTerms, type TermEntry } from '#src/search/shards/terms.ts';
import { decodeWords, encodeWords, reversed } from '#src/search/shards/words.ts';

const inOrder = (a: string, b: string) => (a < b ? -1 : 1);
/** Texts of any script, no two alike, as an index has them: well-formed. */
const texts = fc
  .uniqueArray(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 40 })
  .map((list) => list.toSorted(inOrder));

const postings = fc
  .uniqueArray(fc.nat(20_000), { maxLength: 30 })
  .chain((pages) =>
    fc.tuple(
      ...pages
        .toSorted((a, b) => a - b)
        .map((page) => fc.record({ page: fc.constant(page), level: fc.nat(15) })),
    ),
  );

const entries: fc.Arbitrary<TermEntry[]> = texts.chain((terms) =>
  fc.tuple(
    ...terms.map((term) =>
      fc
        .record({
          term: fc.constant(term),
          postings,
          more: fc.nat(500),
          aliases: fc.array(
            fc.record({ kind: fc.constantFrom(...aliasKinds), target: fc.string({ unit: 'grapheme' }) }),
            { maxLength: 3 },
          ),
        })
        .map(({ more, ...entry }) => ({ ...entry, pages: entry.postings.length + more })),
    ),
  ),
);

const words = fc
  .uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), {
    maxLength: 40,
    selector: fold,
  })
  .chain((list) =>
    fc.tuple(
      ...list
        .map((spelled) => ({ spelled, folded: fold(spelled) }))
        .toSorted((a, b) => inOrder(a.folded, b.folded))
        .map((word) => fc.nat(14).map((commonness) => ({ ...word, commonness }))),
    ),
  );

describe('files of an index say what was written', () => {
  test('numbers and texts', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.maxSafeNat(), fc.string({ unit: 'grapheme' }))), (values) => {
        const writer = new ByteWriter();
        for (const value of values)
          if (typeof value === 'number') writer.number(value);
          else writer.text(value);
        const reader = new ByteReader(writer.finish());
        expect(values.map((value) => (typeof value === 'number' ? reader.number() : reader.text()))).toEqual(
          values,
        );
        reader.end();
      }),
    );
  });

  test('shards of terms', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(decodeTerms(encodeTerms(list))).toEqual(list);
      }),
    );
  });

  test('shards of words, forwards and backwards', () => {
    fc.assert(
      fc.property(words, (list) => {
        expect(decodeWords(encodeWords(list))).toEqual(list);
        const byEnd = list.toSorted((a, b) => inOrder(reversed(a.folded), reversed(b.folded)));
        expect(decodeWords(encodeWords(byEnd, true), true)).toEqual(byEnd);
      }),
    );
  });

  test('cards, their summaries shortened at a word, and texts', () => {
    const card = {
      slug: 'a',
      title: 'Ά 😀',
      summary: 'word '.repeat(50),
      kind: 'howto',
      products: ['b'],
      lang: 'el',
    } as const;
    const [read] = decodeCards(encodeCards([{ ...card, products: [...card.products] }]));
    expect(read).toMatchObject({ slug: 'a', title: 'Ά 😀', products: ['b'], lang: 'el' });
    expect(read?.summary).toMatch(/^(word )+…$/);
    expect(decodeText(encodeText(['Τίτλος', 'one\ntwo']))).toBe('Τίτλος\none\ntwo');
  });
});

describe('a torn file', () => {
  const whole = encodeTerms([
    {
      term: 'drain',
      postings: [{ page: 3, level: 9 }],
      pages: 7,
      aliases: [{ kind: 'synonym', target: 'empty' }],
    },
    {
      term: 'drum',
      postings: [
        { page: 1, level: 2 },
        { page: 300, level: 15 },
      ],
      pages: 2,
      aliases: [],
    },
  ]);

  test('cut short anywhere is refused', () => {
    for (let length = 0; length < whole.length; length += 1)
      expect(() => decodeTerms(whole.subarray(0, length))).toThrow(TornFileError);
  });

  test('changed anywhere is refused', () => {
    for (let at = 0; at < whole.length; at += 1) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(() => decodeTerms(changed)).toThrow(TornFileError);
    }
  });

  test('of any bytes, even behind a right checksum, is read in bounds or refused', () => {
    const decoders = [decodeTerms, decodeWords, (file: Uint8Array) => decodeWords(file, true)];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const writer = new ByteWriter();
        for (const byte of bytes) writer.byte(byte);
        for (const file of [bytes, writer.finish()])
          for (const decode of decoders)
            try {
              decode(file);
            } catch (error) {
              expect(error).toBeInstanceOf(TornFileError);
            }
      }),
      { numRuns: 2_000 },
    );
  });

  test('of another kind is no card and no text', () => {
    for (const text of ['', '{', 'null', '{}', '[1]', '[[1,2]]', '[["a"]]', '7'])
      expect(() => decodeCards(new TextEncoder().encode(text))).toThrow(TornFileError);
    expect(() => decodeText(new TextEncoder().encode('[]'))).toThrow(TornFileError);
  });
});

test('every text lies in the shard that the beginnings say', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 5 }), (all, size) => {
      // Words have no bars in them.
      const list = all.filter((text) => !text.includes('|'));
      const shards = Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
        list.slice(at * size, (at + 1) * size),
      );
      const beginnings = shards.map((shard, at) =>
        at === 0 ? '' : shortestAbove(shards[at - 1]?.at(-1) ?? '', shard[0] ?? ''),
      );
      if (beginnings.length > 0) expect(unpackBeginnings(packBeginnings(beginnings))).toEqual(beginnings);
      shards.forEach((shard, at) => {
        for (const text of shard) {
          expect(shardOf(beginnings, text)).toBe(at);
          const [first, last] = shardsOf(beginnings, text.slice(0, 1));
          expect(first <= at && at <= last).toBe(true);
        }
      });
    }),
  );
});
