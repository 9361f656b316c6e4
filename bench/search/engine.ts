import type { Corpus } from './corpus.ts';

/** What a browser fetches it for. */
export const parts = ['library', 'manifest', 'terms', 'words', 'cards'] as const;
export type Part = (typeof parts)[number];

/** One answer of a server, in bytes as they travel, without headers. */
export interface Fetched {
  part: Part;
  bytes: number;
}

/** The first ten results, and what had to be fetched to show them. */
export interface Answer {
  ids: string[];
  fetched: Fetched[];
}

/** Somebody who comes with an empty cache and keeps what was fetched. */
export interface Visitor {
  search(typed: string): Promise<Answer>;
}

/** Bytes on the wire of all that a visitor might have to fetch, but the library. */
export interface Wire {
  bytes: number;
  files: number;
  /** Bytes of what is fetched only once the results are there; not in `bytes`. */
  texts?: number;
}

/** An index that stands and can be asked. */
export interface Built {
  /** What lies on a server for visitors; undefined where nothing does. */
  wire(): Wire | undefined;
  visit(): Promise<Visitor>;
  close(): Promise<void>;
}

/** Something that makes pages findable by title, headings and body. */
export interface Engine {
  name: string;
  /** Says why it would take minutes on so many pages, where it would. */
  declines?(corpus: Corpus): string | undefined;
  build(corpus: Corpus): Promise<Built>;
}

/**
 * What fields weigh against each other in every other engine that can be told. Higher weights of
 * titles gain little on English documentation and cost all of them much elsewhere.
 */
export const weights = { title: 3, headings: 1.5, body: 1 } as const;

/** Pages of a result list. */
export const shown = 10;

/** The beginning of a page, as a result shows it. */
export const excerpt = (body: string): string => body.slice(0, 160);
