import type { Analyzer, Word } from '../analyzer.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { SearchDocument } from '../documents.ts';
import { type AnalysedPage, type Impacts } from './impacts.ts';
import { markedKey, nameKey, spellingsOf, wholeKey } from './keys.ts';
import { type Alias, highestLevel, type Posting, type TermEntry } from './terms.ts';

/** An editor's entry: all words mean each other, or, with `means`, those typed find those meant. */
export interface Synonym {
  words: string[];
  means?: string[] | undefined;
}

/** The impacts of the lowest and the highest level. */
export type Range = [least: number, most: number];

/** A term keeps the pages of which it says most: on 1,000 pages more of them change no ranking. */
const mostPostings = 160;
const mostTargets = 8;

export function wordEntries(impacts: Impacts, range: Range): TermEntry[] {
  return [...impacts].map(([term, byPage]) => ({ term, ...strongest(byPage, range), aliases: [] }));
}

/** Codes and models: the surer a page is the right one, the higher its level. */
export function nameEntries(documents: readonly SearchDocument[], analyzer: Analyzer): TermEntry[] {
  const byKey = new Map<string, { page: number; weight: number }[]>();
  documents.forEach(({ names }, page) => {
    for (const { kind, name, weight } of names) {
      const words = analyzer.words(name).map(({ folded }) => folded);
      for (const spelling of words.length > 0 ? spellingsOf(words) : []) {
        const key = nameKey(kind, spelling);
        const known = byKey.get(key) ?? [];
        const same = known.find((posting) => posting.page === page);
        if (same) same.weight = Math.max(same.weight, weight);
        else byKey.set(key, [...known, { page, weight }]);
      }
    }
  });
  return [...byKey].map(([term, pages]) => {
    const first = pages.toSorted((a, b) => b.weight - a.weight || a.page - b.page);
    const levels = new Map(first.map(({ page }, place) => [page, Math.max(0, highestLevel - place)]));
    return entryOf(
      term,
      pages.map(({ page }) => ({ page, level: levels.get(page) ?? 0 })),
    );
  });
}

/** Every whole title, with the highest level, and every whole keyword, with the lowest. */
export function wholeEntries(
  documents: readonly SearchDocument[],
  analyzerOf: (lang: Locale) => Analyzer,
): TermEntry[] {
  const byKey = new Map<string, Posting[]>();
  documents.forEach(({ card, texts }, page) => {
    const add = (text: string, level: number) => {
      const key = wholeKey(analyzerOf(card.lang).words(text));
      const known = key === undefined ? undefined : (byKey.get(key) ?? []);
      if (key && known?.every((posting) => posting.page !== page))
        byKey.set(key, [...known, { page, level }]);
    };
    add(card.title, highestLevel);
    for (const keyword of texts.keywords ?? []) add(keyword, 0);
  });
  return [...byKey].map(([term, postings]) => entryOf(term, postings.slice(0, mostPostings)));
}

/** Stems with their marks, where folding makes several words one. */
export function markedEntries(pages: readonly AnalysedPage[], words: readonly TermEntry[]): TermEntry[] {
  const spellings = new Map<string, Map<string, Set<number>>>();
  eachWord(pages, ({ stem, marked = stem }, page) => {
    const byMarked = spellings.get(stem) ?? new Map<string, Set<number>>();
    spellings.set(stem, byMarked);
    byMarked.set(marked, (byMarked.get(marked) ?? new Set()).add(page));
  });
  return words.flatMap(({ term, postings }) => {
    const byMarked = spellings.get(term);
    if (!byMarked || byMarked.size < 2) return [];
    return [...byMarked]
      .filter(([marked]) => marked !== term)
      .map(([marked, on]) =>
        entryOf(
          markedKey(term, marked),
          postings.filter(({ page }) => on.has(page)),
        ),
      );
  });
}

/** What a term stands for beside itself. */
export type Aliases = Map<string, Alias[]>;

/** The stems that people reach who type without marks, the commonest first. */
export function markAliases(pages: readonly AnalysedPage[]): Aliases {
  const counts = new Map<string, Map<string, number>>();
  eachWord(pages, ({ stem, bare }) => {
    if (bare === stem) return;
    const targets = counts.get(bare) ?? new Map<string, number>();
    counts.set(bare, targets.set(stem, (targets.get(stem) ?? 0) + 1));
  });
  return new Map(
    [...counts].map(([bare, targets]) => [
      bare,
      [...targets].sort((a, b) => b[1] - a[1]).map(([target]) => ({ kind: 'marks', target })),
    ]),
  );
}

/**
 * What editors take for the same, by the stems of what is typed and by its folded words. What is
 * meant is looked for in every language of the pages, where pages in the reader's own do not have it.
 */
export function synonymAliases(
  synonyms: readonly Synonym[],
  analyzers: readonly Analyzer[],
  isUsed: (stem: string) => boolean = () => false,
): Aliases {
  const aliases: Aliases = new Map();
  const link = (from: string, to: string) => {
    const typed = analyzers[0]?.words(from) ?? [];
    const all = analyzers.map((analyzer) => tellingStems(analyzer.words(to)));
    const targets = all[0]?.split(' ').every(isUsed) ? all.slice(0, 1) : all;
    for (const key of keysOf(typed))
      for (const target of new Set(targets))
        if (key && target && key !== target)
          aliases.set(key, [...(aliases.get(key) ?? []), { kind: 'synonym', target }]);
  };
  for (const { words, means } of synonyms)
    for (const from of words) for (const to of means ?? words) if (from !== to) link(from, to);
  return aliases;
}

/** The keys of some typed words: every one of them counts. */
const keysOf = (words: readonly Word[]) =>
  new Set([words.map(({ stem }) => stem).join(' '), words.map(({ folded }) => folded).join(' ')]);

const tellingStems = (words: readonly Word[]): string => {
  const telling = words.filter(({ stop }) => !stop);
  return (telling.length > 0 ? telling : words).map(({ stem }) => stem).join(' ');
};

/** The entries in order, with their aliases; terms that are nothing but an alias come new. */
export function withAliases(entries: readonly TermEntry[], all: readonly Aliases[]): TermEntry[] {
  const byTerm = new Map(entries.map((entry) => [entry.term, entry]));
  for (const aliases of all)
    for (const [term, more] of aliases) {
      const entry = byTerm.get(term) ?? entryOf(term, []);
      const known = new Set(entry.aliases.map(({ target }) => target));
      const fresh = more.filter(({ target }) => target !== term && !known.has(target));
      byTerm.set(term, { ...entry, aliases: [...entry.aliases, ...fresh].slice(0, mostTargets) });
    }
  return [...byTerm.values()]
    .filter(({ postings, aliases }) => postings.length + aliases.length > 0)
    .sort((a, b) => (a.term < b.term ? -1 : 1));
}

const entryOf = (term: string, postings: Posting[]): TermEntry => ({
  term,
  postings,
  pages: postings.length,
  aliases: [],
});

function strongest(byPage: ReadonlyMap<number, number>, range: Range): Pick<TermEntry, 'postings' | 'pages'> {
  let kept = [...byPage];
  if (kept.length > mostPostings) kept = kept.sort((a, b) => b[1] - a[1]).slice(0, mostPostings);
  const postings = kept
    .map(([page, impact]) => ({ page, level: levelOf(impact, range) }))
    .sort((a, b) => a.page - b.page);
  return { postings, pages: byPage.size };
}

/** The nearest level, on a scale of equal ratios. */
function levelOf(impact: number, [least, most]: Range): number {
  const level = Math.round((highestLevel * Math.log(impact / least)) / Math.log(most / least));
  return Math.min(highestLevel, Math.max(0, level));
}

function eachWord(pages: readonly AnalysedPage[], work: (word: Word, page: number) => void): void {
  pages.forEach((page, at) => {
    for (const pieces of Object.values(page))
      for (const piece of pieces) for (const word of piece) work(word, at);
  });
}
