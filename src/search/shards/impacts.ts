import { type Analyzer, isHyphened, type Word } from '../analyzer.ts';
import { type Field, fields, type SearchDocument } from '../documents.ts';

/** How much each term says of each page: term → page → impact. */
export type Impacts = Map<string, Map<number, number>>;

/** The words of a page that count, piece by piece; little ones only where there are no others. */
export type AnalysedPage = Partial<Record<Field, Word[][]>>;

/** How soon more of the same word says no more (k1 of BM25). */
const saturation = 1.5;

/** The title is read even where it is made of little words: "About us". */
export function analyse(
  { texts, card }: SearchDocument,
  analyzerOf: (lang: Analyzer['locale']) => Analyzer,
  locale: Analyzer['locale'],
): AnalysedPage {
  const page: AnalysedPage = {};
  for (const field of Object.keys(fields) as Field[]) {
    const analyzer = analyzerOf(field === 'labels' ? locale : card.lang);
    page[field] = (texts[field] ?? []).flatMap((text) => {
      const words = analyzer.words(text);
      const telling = words.filter(({ stop }) => !stop);
      return [telling.length > 0 || field !== 'title' ? telling : words, ...hyphened(text, words, analyzer)];
    });
  }
  return page;
}

/** Words written with a hyphen behind their first letters as they are written without: e-mail is email. */
function hyphened(text: string, words: readonly Word[], analyzer: Analyzer): Word[][] {
  return words.slice(1).flatMap((second, at) => {
    const first = words[at];
    return first && isHyphened(text, first, second) ? [analyzer.words(first.raw + second.raw)] : [];
  });
}

/**
 * One impact for each term and page: BM25F over the fields (Robertson, Zaragoza: The Probabilistic
 * Relevance Framework, 2009), where pairs of neighbours in titles, headings and keywords are terms too; and for
 * the words of the title, its share: idf² over the sum of the title's idfs, so that a page comes up
 * for its own name. Pages that share one title share that. `shares` weigh whole pages.
 */
export function impactsOf(pages: readonly AnalysedPage[], shares: readonly number[] = []): Impacts {
  const impacts: Impacts = new Map();
  const average = averageLengths(pages);
  pages.forEach((page, at) => {
    for (const field of Object.keys(fields) as Field[]) {
      const pieces = page[field] ?? [];
      const { weight, length } = fields[field];
      const share = weight / (1 - length + (length * lengthOf(pieces)) / average[field]);
      for (const piece of pieces) {
        for (const { stem } of piece) add(impacts, stem, at, share);
        if (field === 'title' || field === 'headings' || field === 'keywords')
          for (const pair of pairsOf(piece)) add(impacts, pair, at, share);
      }
    }
  });
  for (const byPage of impacts.values()) {
    const idf = rarity(byPage.size, pages.length);
    for (const [at, frequency] of byPage) byPage.set(at, (idf * frequency) / (saturation + frequency));
  }
  addTitleShares(impacts, pages);
  for (const byPage of impacts.values())
    for (const [at, impact] of byPage) byPage.set(at, impact * (shares[at] ?? 1));
  return impacts;
}

/** A word that every page has still says something where pages differ in how much they say of it. */
const leastRarity = 0.3;

/** The idf of BM25: how much it says that a page has a word which so many of all pages have. */
export function rarity(withWord: number, all: number): number {
  return Math.max(leastRarity, Math.log(1 + (all - withWord + 0.5) / (withWord + 0.5)));
}

function addTitleShares(impacts: Impacts, pages: readonly AnalysedPage[]): void {
  const titles = pages.map((page) => [...new Set((page.title ?? []).flat().map(({ stem }) => stem))]);
  const alike = new Map<string, number>();
  for (const title of titles) alike.set(title.join(' '), (alike.get(title.join(' ')) ?? 0) + 1);
  titles.forEach((title, at) => {
    const idfs = title.map((stem) => rarity(impacts.get(stem)?.size ?? 0, pages.length));
    const sum = idfs.reduce((total, idf) => total + idf, 0);
    title.forEach((stem, place) => {
      const idf = idfs[place] ?? 0;
      add(impacts, stem, at, idf ** 2 / sum / (alike.get(title.join(' ')) ?? 1));
    });
  });
}

function pairsOf(words: readonly Word[]): string[] {
  return words.slice(1).map(({ stem }, at) => `${words[at]?.stem ?? ''} ${stem}`);
}

function add(impacts: Impacts, term: string, page: number, value: number): void {
  const byPage = impacts.get(term) ?? new Map<number, number>();
  impacts.set(term, byPage);
  byPage.set(page, (byPage.get(page) ?? 0) + value);
}

const lengthOf = (pieces: readonly Word[][]) => pieces.reduce((sum, piece) => sum + piece.length, 0);

function averageLengths(pages: readonly AnalysedPage[]): Record<Field, number> {
  const average = (field: Field) =>
    pages.reduce((sum, page) => sum + lengthOf(page[field] ?? []), 0) / Math.max(1, pages.length) || 1;
  return Object.fromEntries(
    (Object.keys(fields) as Field[]).map((field) => [field, average(field)]),
  ) as Record<Field, number>;
}
