import type { ArticleKind } from '../../catalog/schemas.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Manifest } from '../shards/manifest.ts';

/** What the browser's part of a search box must know, as JSON in the box's fragment; {} stands for words. */
export interface BoxWords {
  manifest: Manifest;
  locale: Locale;
  all: string;
  mended: string;
  code: string;
  threads: string;
  /** Said aloud when recent searches are shown. */
  recent: string;
  /** What is said aloud, by how many suggestions there are. */
  counts: string[];
  kinds: Record<ArticleKind, string>;
  /** Names by slug. */
  products: Record<string, string>;
}
