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

/** An index that stands and can be asked. */
export interface Built {
  /** Everything a visitor might have to fetch but the library; undefined for what stays on the server. */
  wire(): { bytes: number; files: number } | undefined;
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

/** What fields weigh against each other, for every engine that can be told. */
export const weights = { title: 8, headings: 2, body: 1 } as const;

/** Pages of a result list. */
export const shown = 10;

/** The beginning of a page, as a result shows it. */
export const excerpt = (body: string): string => body.slice(0, 160);
