import lunr from 'lunr';
import type { ArticleKind } from '../catalog/schemas.ts';
import { defaultLocale } from '../i18n/locales.ts';
import type { Analyzer } from './analyzer.ts';
import { type Card, type IndexFile, indexFormat } from './index-file.ts';
import { type Asked, type Question, type Tongue, understand } from './query.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Articles to search, in the browser and on the server alike. */
export interface ArticleSearch {
  /** Names of products in the reader's language, by slug. */
  products: IndexFile['products'];
  search(typed: string, filter?: ArticleFilter): ArticleResults;
}

export interface ArticleFilter {
  product?: string | undefined;
  kind?: ArticleKind | undefined;
}

export interface ArticleResults {
  question: Question;
  /** Best first. */
  hits: ArticleHit[];
}

export interface ArticleHit {
  card: Card;
  /** 0 to 1 for words found here and there; above 1 where the very title, code or model was typed. */
  strength: number;
  /** The error code of the query that this article treats, as on a display. */
  code: string | undefined;
}

/** Opens an index file. The analyzers are those of the file's language and of English. */
export function openArticles(file: IndexFile, own: Analyzer, english: Analyzer): ArticleSearch {
  if (file.format !== indexFormat) throw new Error(`Search index of format ${String(file.format)}`);
  const index = lunr.Index.load(file.lunr);
  const tongue = (analyzer: Analyzer): Tongue => ({
    analyzer,
    vocabulary: vocabularyOf((file.words[analyzer.locale] ?? '').split(' ').filter(Boolean)),
  });
  const tongues: [Tongue, ...Tongue[]] =
    file.locale === defaultLocale ? [tongue(own)] : [tongue(own), tongue(english)];
  const titles = file.cards.map(({ title, lang }) =>
    joined((lang === own.locale ? own : english).words(title).map(({ folded }) => folded)),
  );
  const models = modelsOf(file, own);

  return {
    products: file.products,
    search: (typed, filter = {}) => {
      const question = understand(typed, tongues);
      const query = joined(question.folded);
      const scores = scoreWords(index, question.asked, file.cards.length);
      const code = codeIn(question, file.codes);
      const model = models.filter(({ name }) => ` ${query} `.includes(` ${name} `)).at(-1);
      const isTyping = !typed.endsWith(' ') && query.length >= 3;
      const hits = file.cards.flatMap((card, ref): ArticleHit[] => {
        if (filter.product && !card.products.includes(filter.product)) return [];
        if (filter.kind && card.kind !== filter.kind) return [];
        const isModelAlone = model?.name === query;
        const words = isModelAlone ? 0 : (scores[ref] ?? 0);
        const place = code === undefined ? -1 : (file.codes[code]?.indexOf(ref) ?? -1);
        const first =
          Number(query !== '' && titles[ref] === query) * 3 +
          Number(isTyping && titles[ref]?.startsWith(query)) +
          (place >= 0 ? 2 + 1 / (1 + place) : 0) +
          (model && card.products.includes(model.product) ? modelShare(isModelAlone, ref, card) : 0);
        if (first === 0 && words === 0) return [];
        const strength = words * (card.lang === own.locale ? 1 : englishShare) + first;
        return [{ card, strength, code: place >= 0 ? code?.toUpperCase() : undefined }];
      });
      return { question, hits: hits.sort((a, b) => b.strength - a.strength) };
    },
  };
}

/** What an English article weighs for a reader of another language. */
const englishShare = 0.85;
/** An article with none but the commonest words of a query does not answer it. */
const leastShare = 0.25;
/** The score, per unit of idf, at which a match is half as strong as can be. */
const halfStrength = 4;

const joined = (words: string[]) => words.join(' ');

/**
 * How strongly each article answers the words, 0 to 1. One lunr query a word: a word weighs the
 * same whether it has one form or eight.
 */
function scoreWords(index: lunr.Index, asked: Asked[], articles: number): number[] {
  const sums = new Array<number>(articles).fill(0);
  const found = new Array<number>(articles).fill(0);
  const foundWords = new Array<number>(articles).fill(0);
  let all = 0;
  for (const { terms } of asked) {
    const results = index.query((query) => {
      for (const [term, boost] of terms) query.term(term, { boost, usePipeline: false });
    });
    const rarity = Math.log(1 + (articles - results.length + 0.5) / (results.length + 0.5));
    const unit = unitOf(results, articles);
    all += rarity;
    for (const { ref, score } of results) {
      const at = Number(ref);
      sums[at] = (sums[at] ?? 0) + (rarity * score) / (score + halfStrength * unit);
      found[at] = (found[at] ?? 0) + rarity;
      foundWords[at] = (foundWords[at] ?? 0) + 1;
    }
  }
  return sums.map((sum, at) => {
    if (sum === 0 || (found[at] ?? 0) < leastShare * all) return 0;
    const coverage = 0.5 + 0.5 * ((foundWords[at] ?? 0) / asked.length);
    return (sum * coverage) / all;
  });
}

/** The idf in lunr's scores of one word: lunr counts an article once for each field that has a term. */
function unitOf(results: lunr.Index.Result[], articles: number): number {
  const counts = new Map<string, number>();
  for (const { matchData } of results)
    for (const [term, found] of Object.entries(matchData.metadata as Record<string, object>))
      counts.set(term, (counts.get(term) ?? 0) + Object.keys(found).length);
  const idf = (count: number) => Math.log(1 + Math.abs((articles - count + 0.5) / (count + 0.5)));
  return Math.max(0, ...[...counts.values()].map(idf));
}

/** A code of the catalogue in the query: "E18", "e 18", "E-18". */
function codeIn({ folded }: Question, codes: IndexFile['codes']): string | undefined {
  const pairs = folded.map((word, at) => word + (folded[at + 1] ?? ''));
  return [...folded, ...pairs].find((word) => Object.hasOwn(codes, word));
}

/** Model names as they are compared, short before long: "W80 Plus" wins over "W80". */
function modelsOf(file: IndexFile, analyzer: Analyzer): { name: string; product: string }[] {
  return Object.entries(file.products)
    .flatMap(([product, { models }]) =>
      models.map((model) => ({ product, name: joined(analyzer.words(model).map(({ folded }) => folded)) })),
    )
    .sort((a, b) => a.name.length - b.name.length);
}

/** Typed alone, a model asks for its own articles, in the editors' order; among other words it only leans that way. */
function modelShare(isAlone: boolean, ref: number, card: Card): number {
  return (isAlone ? 1 - ref / 10_000 : 0.1) / (card.products.length === 1 ? 1 : 2);
}
