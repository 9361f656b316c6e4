import type { ArticleKind } from '../catalog/schemas.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Analyzer } from './analyzer.ts';
import type { Card } from './documents.ts';
import { holdsPhrases, markWords, passage, passageLength, type Piece } from './passages.ts';
import { type Question, understand } from './query.ts';
import { type Ranked, rank } from './ranking.ts';
import type { IndexReader } from './shards/reader.ts';

/** Articles to search, in the browser and on the server alike. */
export interface ArticleSearch {
  search(typed: string, options?: SearchOptions): Promise<ArticleResults>;
  /** The stretch of an article that holds most of what was asked, with its words marked. */
  passage(hit: ArticleHit, question: Question): Promise<Piece[]>;
}

export interface SearchOptions {
  product?: string | undefined;
  kind?: ArticleKind | undefined;
  language?: Locale | undefined;
  /** True when slips are not to be mended. */
  exact?: boolean;
  /** How many hits are wanted at most. */
  limit?: number;
  /** Ends the search between two fetches: it then throws the signal's reason. */
  signal?: AbortSignal;
}

export interface ArticleResults {
  question: Question;
  /** Best first. */
  hits: ArticleHit[];
  /** True when nobody has what stood in quotes, and its words were looked for one by one. */
  withoutPhrase: boolean;
}

export interface ArticleHit extends Ranked {
  card: Card;
}

const usualLimit = 10;
/** So many of the best are read for a phrase in quotes. */
const mostRead = 40;

/** The articles of an index. The analyzers are those of its languages, the reader's own first. */
export function openArticles(index: IndexReader, analyzers: readonly Analyzer[]): ArticleSearch {
  const [own] = analyzers;
  if (!own) throw new Error('An index without a language');
  const analyzerOf = (lang: Locale) => analyzers.find(({ locale }) => locale === lang) ?? own;
  return {
    search: async (typed, { exact = false, limit = usualLimit, signal, ...filter } = {}) => {
      const hand = index.anew();
      const question = await understand(typed, hand, analyzers, exact);
      signal?.throwIfAborted();
      const ranked = rank(question, hand);
      const quoted =
        question.phrases.length > 0 ? await withPhrases(ranked, question, index, analyzerOf) : [];
      const withoutPhrase = question.phrases.length > 0 && quoted.length === 0;
      const wanted = quoted.length > 0 ? quoted : ranked;
      signal?.throwIfAborted();
      const hits = await firstHits(wanted, index, limit, (card) => fits(card, filter));
      return { question, hits, withoutPhrase };
    },
    passage: async ({ page, card }, question) => {
      const analyzer = analyzerOf(card.lang);
      const summary = markWords(card.summary, analyzer, question);
      if (summary.filter(({ marked }) => marked).length >= question.asked.length) return summary;
      const found = passage(inOneLine(await index.text(page)), analyzer, question, passageLength);
      return found.some(({ marked }) => marked) ? found : summary;
    },
  };
}

/** Headings and rows of tables end like sentences, so that they do not run into what follows. */
const inOneLine = (text: string) => text.replace(/(?<=[\p{L}\p{N})])\n/gu, '. ').replaceAll('\n', ' ');

type Filter = Pick<SearchOptions, 'product' | 'kind' | 'language'>;

function fits(card: Card, { product, kind, language }: Filter): boolean {
  return (
    (product === undefined || card.products.includes(product)) &&
    (kind === undefined || card.kind === kind) &&
    (language === undefined || card.lang === language)
  );
}

/** The first hits that fit; cards are fetched a handful at a time. */
async function firstHits(
  ranked: readonly Ranked[],
  index: IndexReader,
  limit: number,
  isWanted: (card: Card) => boolean,
): Promise<ArticleHit[]> {
  const hits: ArticleHit[] = [];
  for (let at = 0; at < ranked.length && hits.length < limit; at += limit) {
    const cards = await Promise.all(
      ranked.slice(at, at + limit).map(async (one) => ({ ...one, card: await index.card(one.page) })),
    );
    hits.push(...cards.filter(({ card }) => isWanted(card)));
  }
  return hits.slice(0, limit);
}

/** Those of the best that have every phrase, word by word. */
async function withPhrases(
  ranked: readonly Ranked[],
  { phrases }: Question,
  index: IndexReader,
  analyzerOf: (lang: Locale) => Analyzer,
): Promise<Ranked[]> {
  const read = await Promise.all(
    ranked.slice(0, mostRead).map(async (one) => {
      const [card, text] = await Promise.all([index.card(one.page), index.text(one.page)]);
      return { one, lines: [card.title, card.summary, ...text.split('\n')], analyzer: analyzerOf(card.lang) };
    }),
  );
  return read.filter(({ lines, analyzer }) => holdsPhrases(lines, phrases, analyzer)).map(({ one }) => one);
}
