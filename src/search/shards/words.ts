import { ByteReader, ByteWriter, readTexts, writeTexts } from './bytes.ts';
import { fold } from '../languages/language.ts';

/** A word that pages really use, not stemmed. */
export interface VocabularyWord {
  folded: string;
  /** As most pages spell it, marks and all, in lower case. */
  spelled: string;
  /** How common it is: the logarithm, to the base 2, of the number of pages, rounded down. */
  commonness: number;
}

/**
 * A shard of words. After the head (bytes.ts): how many there are; the words as they are spelled,
 * front-coded (writeTexts), in rising order of their folded form; the commonness of each.
 *
 * `ends` shards hold the same words written backwards, in order of that, so that words with one
 * ending lie together.
 */
export function encodeWords(words: readonly VocabularyWord[], backwards = false): Uint8Array {
  const writer = new ByteWriter();
  writer.number(words.length);
  writeTexts(
    writer,
    words.map(({ spelled }) => (backwards ? reversed(spelled) : spelled)),
  );
  for (const { commonness } of words) writer.number(commonness);
  return writer.finish();
}

/** Throws TornFileError for anything that encodeWords cannot have written. */
export function decodeWords(file: Uint8Array, backwards = false): VocabularyWord[] {
  const reader = new ByteReader(file);
  const words = readTexts(reader, reader.count(2)).map((text) => {
    const spelled = backwards ? reversed(text) : text;
    return { spelled, folded: fold(spelled), commonness: 0 };
  });
  for (const word of words) word.commonness = reader.number();
  reader.end();
  return words;
}

/** A word from its last character to its first. */
export const reversed = (word: string): string => Array.from(word).reverse().join('');
