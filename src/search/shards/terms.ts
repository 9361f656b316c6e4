import { ByteReader, ByteWriter, readTexts, TornFileError, writeTexts } from './bytes.ts';

/** A page that a term leads to, and how much the term says of it: a level from 0 to 15. */
export interface Posting {
  page: number;
  level: number;
}

/** Words that a term stands for beside itself, and why. */
export interface Alias {
  kind: AliasKind;
  /** A stem, or up to three with spaces between them. */
  target: string;
}

/** `marks`: the same word, typed without its marks. `synonym`: another word for it, by the editors. */
export const aliasKinds = ['marks', 'synonym'] as const;
export type AliasKind = (typeof aliasKinds)[number];

export interface TermEntry {
  term: string;
  /** Rising by page: the pages of which it says most; few terms have more. */
  postings: Posting[];
  /** How many pages have the term, those included that `postings` leaves out. */
  pages: number;
  aliases: Alias[];
}

/** The highest level: postings take four bits each. */
export const highestLevel = 15;

/**
 * A shard of terms, in columns, for like things compress best beside their like. After the head
 * (bytes.ts):
 *
 * 1. the number of terms, then the terms in rising order of UTF-16 units, front-coded (writeTexts);
 * 2. for each term, how many postings it has;
 * 3. for each term, how many pages were left out of its postings;
 * 4. for each term, the pages: the first as it is, the others as the distance from the one before;
 * 5. all levels, two a byte, the first one in the low half;
 * 6. how many terms have aliases; for each, its distance from the one before (the first from 0), how
 *    many aliases it has, and for each of those its kind (a place in `aliasKinds`) and its target.
 */
export function encodeTerms(entries: readonly TermEntry[]): Uint8Array {
  const writer = new ByteWriter();
  writer.number(entries.length);
  writeTexts(
    writer,
    entries.map(({ term }) => term),
  );
  for (const { postings } of entries) writer.number(postings.length);
  for (const { postings, pages } of entries) writer.number(pages - postings.length);
  for (const { postings } of entries) {
    let before = 0;
    for (const { page } of postings) {
      writer.number(page - before);
      before = page;
    }
  }
  const levels = entries.flatMap(({ postings }) => postings.map(({ level }) => level));
  for (let at = 0; at < levels.length; at += 2) writer.byte((levels[at] ?? 0) | ((levels[at + 1] ?? 0) << 4));
  writeAliases(writer, entries);
  return writer.finish();
}

function writeAliases(writer: ByteWriter, entries: readonly TermEntry[]): void {
  const placed = entries
    .map(({ aliases }, at) => ({ aliases, at }))
    .filter(({ aliases }) => aliases.length > 0);
  writer.number(placed.length);
  let before = 0;
  for (const { aliases, at } of placed) {
    writer.number(at - before);
    before = at;
    writer.number(aliases.length);
    for (const { kind, target } of aliases) {
      writer.number(aliasKinds.indexOf(kind));
      writer.text(target);
    }
  }
}

/** Throws TornFileError for anything that encodeTerms cannot have written. */
export function decodeTerms(file: Uint8Array): TermEntry[] {
  const reader = new ByteReader(file);
  const entries = readTexts(reader, reader.count(2)).map((term): TermEntry => ({
    term,
    postings: [],
    pages: 0,
    aliases: [],
  }));
  const counts = entries.map(() => reader.count(1));
  entries.forEach((entry, at) => (entry.pages = (counts[at] ?? 0) + reader.number()));
  entries.forEach((entry, at) => {
    let page = 0;
    for (let left = counts[at] ?? 0; left > 0; left -= 1) {
      page += reader.number();
      entry.postings.push({ page, level: 0 });
    }
  });
  readLevels(reader, entries);
  readAliases(reader, entries);
  reader.end();
  return entries;
}

function readLevels(reader: ByteReader, entries: TermEntry[]): void {
  let isLow = true;
  let pair = 0;
  for (const { postings } of entries)
    for (const posting of postings) {
      if (isLow) pair = reader.byte();
      posting.level = isLow ? pair & 0xf : pair >> 4;
      isLow = !isLow;
    }
}

function readAliases(reader: ByteReader, entries: TermEntry[]): void {
  let at = 0;
  for (let left = reader.count(2); left > 0; left -= 1) {
    at += reader.number();
    const entry = entries[at];
    if (!entry) throw new TornFileError('Aliases of a term that is not there');
    for (let more = reader.count(2); more > 0; more -= 1) {
      const kind = aliasKinds[reader.number()];
      if (!kind) throw new TornFileError('An alias of an unknown kind');
      entry.aliases.push({ kind, target: reader.text() });
    }
  }
}
