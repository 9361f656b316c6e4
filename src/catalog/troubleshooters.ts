import { z } from 'astro/zod';
import { defaultLocale, type Locale } from '../i18n/locales.ts';
import { slug, text, words } from './schemas.ts';

/** A troubleshooter in the source language. */
export const SourceTroubleshooter = z.strictObject({
  ...words,
  products: z.array(slug).min(1, 'must name at least one product'),
  topics: z.array(slug).min(1, 'must name at least one topic'),
  /** The article on the same problem: each leads to the other. */
  article: slug.optional(),
  owner: text(60),
  order: z.number().default(100),
  /** Rises with each change that translators and readers should hear of. */
  revision: z.number().int().min(1).default(1),
  draft: z.boolean().default(false),
});

/** The same troubleshooter in another language: made from revision `source`. */
export const TranslatedTroubleshooter = z.strictObject({
  ...words,
  source: z.number('must be the revision of the English troubleshooter it was made from').int().min(1),
  draft: z.boolean().default(false),
});

export const endingKinds = ['solved', 'article', 'part', 'centre', 'ask'] as const;

/** How a walk ends, and with it what the reader is offered next; slugs each. */
export type Ending =
  | { kind: 'solved'; article?: string | undefined }
  | { kind: 'article'; article: string }
  | { kind: 'part'; part: string }
  | { kind: 'centre'; service: string }
  | { kind: 'ask'; topic?: string | undefined };

export interface Edge {
  /** The id of the node it leads to. */
  to: string;
  /** True for "I cannot tell", which the site words. */
  unsure: boolean;
}

/** A question with its answers, or an outcome. */
export interface TreeNode {
  id: string;
  /** Empty for an outcome. */
  answers: Edge[];
  ending?: Ending;
}

/** A troubleshooter in one language. */
export interface TreeWording {
  title: string;
  summary: string;
  keywords: string[];
  /** Calendar date, YYYY-MM-DD. */
  reviewed: string;
  madeFrom: number;
  /** Each node's question or result, by its id. */
  headings: Record<string, string>;
  /** Each question's answers in the order of its edges; empty for "I cannot tell". */
  answers: Record<string, string[]>;
}

/**
 * Questions that lead to an outcome. The first node is where one begins; one way leads to each of the
 * others, and every way ends: the build refuses anything else.
 */
export interface Troubleshooter {
  slug: string;
  products: string[];
  topics: string[];
  article?: string | undefined;
  owner: string;
  order: number;
  revision: number;
  nodes: TreeNode[];
  wordings: Partial<Record<Locale, TreeWording>> & { en: TreeWording };
}

/** A troubleshooter as a reader of `locale` meets it: in that language, else in the source's. */
export interface ReadableTroubleshooter extends TreeWording {
  tree: Troubleshooter;
  /** The language of the words. */
  locale: Locale;
  /** True when the reader's language has no translation that fits the source's questions. */
  untranslated: boolean;
  /** True when the source has moved on since this translation was made. */
  stale: boolean;
}

export function readableTree(tree: Troubleshooter, locale: Locale): ReadableTroubleshooter {
  const own = tree.wordings[locale];
  const wording = own ?? tree.wordings.en;
  return {
    ...wording,
    tree,
    locale: own ? locale : defaultLocale,
    untranslated: own === undefined,
    stale: wording.madeFrom < tree.revision,
  };
}
