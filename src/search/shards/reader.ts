import type { Card } from '../documents.ts';
import { TornFileError } from './bytes.ts';
import { decodeCards, decodeText } from './cards.ts';
import { cardFile, type Manifest, shardOf, shardsOf, textFile, unpackBeginnings } from './manifest.ts';
import { decodeTerms, type TermEntry } from './terms.ts';
import { decodeWords, reversed, type VocabularyWord } from './words.ts';

/**
 * Reads a file of the index by its name in the folder. `again` is true when what came was torn:
 * whatever keeps files is then to be passed by.
 */
export type ReadFile = (name: string, again: boolean) => Promise<Uint8Array>;

/** The index of a language, read piece by piece. Files that have been read are kept, up to a bound. */
export interface IndexReader {
  manifest: Manifest;
  /** The same index with no terms in hand: each question has its own, whatever others ask for meanwhile. */
  anew(): IndexReader;
  /** Fetches the shards that hold these terms, if there are any. */
  load(terms: Iterable<string>): Promise<void>;
  /** A term of a shard in hand. */
  find(term: string): TermEntry | undefined;
  /**
   * Terms that begin like this, in order, as far as they lie in the shard of `near`: never in others,
   * even if those are in hand, so that an answer does not depend on the order of loading.
   */
  startingWith(beginning: string, near: string): TermEntry[];
  /** Words that begin like this. */
  wordsStarting(beginning: string): Promise<VocabularyWord[]>;
  /** Words around this one: those that begin like it, and those that end like it. */
  wordsAround(word: string): Promise<VocabularyWord[]>;
  card(page: number): Promise<Card>;
  /** All that can be read on a page, but for its title and summary. */
  text(page: number): Promise<string>;
}

/** Files: shards of a few hundred terms or words, cards, texts. */
const mostKept = 400;
/** For beginnings of a letter or two, which are everywhere. */
const mostWordShards = 3;
/** Of a word with a slip in it, so many letters at its beginning or at its end are believed. */
const believed = 2;

interface TermShard {
  entries: TermEntry[];
  byTerm: Map<string, TermEntry>;
}

/** Opens an index; nothing is read before it is asked for. */
export function openReader(manifest: Manifest, read: ReadFile): IndexReader {
  const beginnings = {
    terms: unpackBeginnings(manifest.terms),
    words: unpackBeginnings(manifest.words),
    ends: unpackBeginnings(manifest.ends),
  };
  const kept = new Map<string, Promise<unknown>>();

  /** Each file is read once; one that came torn is asked for again, one that did not come may be tried again. */
  function file<Content>(name: string, decode: (file: Uint8Array) => Content): Promise<Content> {
    // The name tells the kind of file, so whatever is kept under it was decoded the same way.
    const known = kept.get(name) as Promise<Content> | undefined;
    const content =
      known ??
      read(name, false)
        .then(decode)
        .catch((error: unknown) => {
          if (error instanceof TornFileError) return read(name, true).then(decode);
          throw error;
        });
    kept.delete(name);
    kept.set(name, content);
    if (!known) content.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return content;
  }

  async function words(kind: 'words' | 'ends', [first, last]: [number, number], near: number) {
    const until = Math.min(last, Math.max(first, near - 1) + mostWordShards - 1);
    const from = Math.max(first, Math.min(near - 1, until - mostWordShards + 1));
    const numbers = Array.from({ length: until - from + 1 }, (_, offset) => from + offset);
    const parts = numbers.map((at) =>
      file(`${kind}/${at}.bin`, (bytes) => decodeWords(bytes, kind === 'ends')),
    );
    return (await Promise.all(parts)).flat();
  }

  /** Terms in hand, by the number of their shard. */
  function newHand(): Pick<IndexReader, 'load' | 'find' | 'startingWith'> {
    const shards = new Map<number, TermShard>();
    return {
      load: async (terms) => {
        const wanted = new Set([...terms].map((term) => shardOf(beginnings.terms, term)));
        const load = async (at: number) => shards.set(at, await file(`terms/${at}.bin`, termShard));
        await Promise.all([...wanted].filter((at) => !shards.has(at)).map(load));
      },
      find: (term) => shards.get(shardOf(beginnings.terms, term))?.byTerm.get(term),
      startingWith: (beginning, near) => {
        const entries = shards.get(shardOf(beginnings.terms, near))?.entries ?? [];
        const first = firstFrom(entries, beginning);
        let end = first;
        while (entries[end]?.term.startsWith(beginning)) end += 1;
        return entries.slice(first, end);
      },
    };
  }

  const shared: Omit<IndexReader, 'anew' | 'load' | 'find' | 'startingWith'> = {
    manifest,
    wordsStarting: async (beginning) => {
      const range = shardsOf(beginnings.words, beginning);
      const found = await words('words', range, range[0] + 1);
      return found.filter(({ folded }) => folded.startsWith(beginning));
    },
    wordsAround: async (word) => {
      const backwards = reversed(word);
      const [begun, ended] = await Promise.all([
        words('words', shardsOf(beginnings.words, word.slice(0, believed)), shardOf(beginnings.words, word)),
        words(
          'ends',
          shardsOf(beginnings.ends, backwards.slice(0, believed)),
          shardOf(beginnings.ends, backwards),
        ),
      ]);
      const known = new Set(begun.map(({ folded }) => folded));
      return [...begun, ...ended.filter(({ folded }) => !known.has(folded))];
    },
    card: async (page) => {
      const card = (await file(cardFile(page, manifest), decodeCards))[page % manifest.cardsPerFile];
      if (!card) throw new TornFileError(`No card of page ${page}`);
      return card;
    },
    text: (page) => file(textFile(page), decodeText),
  };
  const anew = (): IndexReader => ({ ...shared, ...newHand(), anew });
  return anew();
}

function termShard(file: Uint8Array): TermShard {
  const entries = decodeTerms(file);
  return { entries, byTerm: new Map(entries.map((entry) => [entry.term, entry])) };
}

/** Where the terms begin that are not below a text. */
function firstFrom(entries: readonly TermEntry[], text: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.term ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
