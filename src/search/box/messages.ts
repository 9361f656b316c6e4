import type { ArticleKind } from '../../catalog/schemas.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Piece } from '../passages.ts';
import type { Manifest } from '../shards/manifest.ts';

/** So few that threads are seen beneath them, and that little is fetched. */
export const mostSuggestions = 4;

/**
 * First where the index is, which stands in the box's fragment and costs no request; anew after a
 * deployment. Then what was typed, numbered, so that a late answer can be told.
 */
export type WorkerQuestion = { manifest: Manifest } | { number: number; typed: string };

/**
 * What comes back: the articles, and then, while nothing else has been asked, their passages by
 * their place in the list. `stale` when the site was deployed anew and the index is no longer
 * there, `failed` when it cannot be had or read.
 */
export type WorkerAnswer =
  | { number: number; suggestions: Suggestion[]; mended?: { words: string } }
  | { number: number; passages: { at: number; pieces: Piece[] }[] }
  | { trouble: 'stale' | 'failed' };

export interface Suggestion {
  path: string;
  title: Piece[];
  /** May be empty: then it follows, or there is none. */
  passage: Piece[];
  lang: Locale;
  kind: ArticleKind;
  /** Slugs. */
  products: string[];
  /** The error code that was asked for, as on a display. */
  code?: string | undefined;
}
