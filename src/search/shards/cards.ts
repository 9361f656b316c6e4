import type { Card } from '../documents.ts';
import { TornFileError } from './bytes.ts';

/** A card as it travels: a list is shorter than names repeated. */
type Packed = [Card['slug'], Card['title'], Card['summary'], Card['kind'], Card['products'], Card['lang']];

/** What fits on two lines of a phone. */
const longestSummary = 160;

/** A file of cards: a JSON list of lists, in the order of `Packed`. */
export function encodeCards(cards: readonly Card[]): Uint8Array {
  return encodeJson(
    cards.map(({ slug, title, summary, kind, products, lang }): Packed => [
      slug,
      title,
      shortened(summary),
      kind,
      products,
      lang,
    ]),
  );
}

/** Throws TornFileError for anything but a file of cards. */
export function decodeCards(file: Uint8Array): Card[] {
  const list = decodeJson(file);
  if (!Array.isArray(list) || !list.every(isPacked)) throw new TornFileError('Not a file of cards');
  return list.map(([slug, title, summary, kind, products, lang]) => ({
    slug,
    title,
    summary,
    kind,
    products,
    lang,
  }));
}

/** The text of a page as a JSON string: its headings and paragraphs, a line each. */
export function encodeText(lines: readonly string[]): Uint8Array {
  return encodeJson(lines.join('\n'));
}

export function decodeText(file: Uint8Array): string {
  const text = decodeJson(file);
  if (typeof text !== 'string') throw new TornFileError('Not the text of a page');
  return text;
}

function shortened(summary: string): string {
  if (summary.length <= longestSummary) return summary;
  const cut = summary.slice(0, longestSummary).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestSummary / 2))} …`;
}

const encodeJson = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function decodeJson(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file)) as unknown;
  } catch {
    throw new TornFileError('Not JSON');
  }
}

const isText = (value: unknown) => typeof value === 'string';

/** Kinds and languages are believed: they come from our own build, whose checksum is its folder's name. */
function isPacked(value: unknown): value is Packed {
  return (
    Array.isArray(value) &&
    value.length === 6 &&
    value.every((part, at) => (at === 4 ? Array.isArray(part) && part.every(isText) : isText(part)))
  );
}
