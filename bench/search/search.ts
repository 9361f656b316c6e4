import { analyzerOf } from '#src/search/languages/all.ts';
import { plain } from '../figures.ts';
import { progress } from '../report.ts';
import { type BrowserReport, browserTable, measureBrowser } from './browser/browser.ts';
import { type Corpus, CorpusError, readCorpus } from './corpus.ts';
import type { Engine } from './engine.ts';
import { fts5 } from './engines/fts5.ts';
import { wholeLunr } from './engines/lunr.ts';
import { minisearch } from './engines/minisearch.ts';
import { ours } from './engines/ours.ts';
import { pagefind } from './engines/pagefind.ts';
import { type Asked, type EngineReport, measureEngine } from './measure.ts';
import { attestedIn, type Kind, kinds, perturb } from './perturb.ts';
import { randomFrom, shuffled } from './random.ts';
import type { Verdict } from '../budgets.ts';
import { judgeGrowth, judgeSearch } from './goals.ts';
import { costTable, goalTable, qualityTable } from './tables.ts';

export interface SearchReport {
  corpus: string;
  locale: string;
  pages: number;
  seed: number;
  queries: Record<Kind, number>;
  engines: EngineReport[];
  /** Empty unless it was asked for. */
  browser: BrowserReport[];
  verdicts: Verdict[];
}

/** By the name that chooses them on the command line. */
const engines: Record<string, Engine> = { ours, pagefind, minisearch, lunr: wholeLunr, fts5 };
export const engineNames = Object.keys(engines);

const seed = 20_260;
/** Where a query takes long, fewer are asked: the intervals say what that costs. */
const mostQueries = (pages: number): number => (pages < 2_000 ? 400 : 200);

/** Asks every chosen engine the same queries about the pages of each folder. Throws CorpusError for a bad one. */
export async function measureSearch(
  folders: string[],
  chosen: string[],
  inBrowser: boolean,
): Promise<SearchReport[]> {
  const unknown = chosen.find((name) => !engines[name]);
  if (unknown !== undefined)
    throw new CorpusError(`No engine is called "${unknown}": there are ${engineNames.join(', ')}`);
  const corpora = folders.map(readCorpus);
  const reports: SearchReport[] = [];
  for (const corpus of corpora) reports.push(await measureCorpus(corpus, chosen, inBrowser));
  return reports;
}

async function measureCorpus(corpus: Corpus, chosen: string[], inBrowser: boolean): Promise<SearchReport> {
  const { name, locale, docs } = corpus;
  progress(`${name}: ${plain(docs.length)} pages in "${locale}" …`);
  const asked = queriesOf(corpus);
  const report: Omit<SearchReport, 'verdicts' | 'browser'> = {
    corpus: name,
    locale,
    pages: docs.length,
    seed,
    queries: Object.fromEntries(kinds.map((kind) => [kind, asked[kind].length])) as Record<Kind, number>,
    engines: [],
  };
  for (const engine of chosen) {
    const measured = engines[engine];
    if (measured) report.engines.push(await measureEngine(measured, corpus, asked, seed));
  }
  const browser = inBrowser ? await measureBrowser(corpus, asked.clean) : [];
  return { ...report, browser, verdicts: judgeSearch(report) };
}

/** The same queries for every engine, drawn and spoilt by the seed. */
function queriesOf({ docs, queries, locale }: Corpus): Record<Kind, Asked[]> {
  const analyzer = analyzerOf(locale);
  const texts = docs.flatMap(({ title, headings, body }) => [title, ...headings, body]);
  const attested = attestedIn(texts, analyzer);
  const drawn = shuffled(randomFrom(seed), queries).slice(0, mostQueries(docs.length));
  return Object.fromEntries(
    kinds.map((kind) => [kind, perturb(drawn, kind, seed, analyzer, attested)]),
  ) as Record<Kind, Asked[]>;
}

/** The reports as tables for people. */
export function searchTable(reports: SearchReport[]): string {
  const growth = judgeGrowth(reports);
  const tables = reports.map(({ corpus, locale, pages, queries, engines, browser, verdicts }) => {
    const counts = kinds.map((kind) => `${queries[kind]} ${kind}`).join(', ');
    return [
      `${corpus}: ${plain(pages)} pages in "${locale}"; queries: ${counts}`,
      costTable(engines),
      qualityTable(engines, 'ndcg'),
      qualityTable(engines, 'mrr'),
      qualityTable(engines, 'recall'),
      ...engines.flatMap(({ engine, skipped }) =>
        skipped === undefined ? [] : [`${engine} was left out: ${skipped}.`],
      ),
      ...(browser.length > 0 ? [browserTable(browser)] : []),
      ...(verdicts.length > 0 ? [goalTable({ [corpus]: verdicts })] : []),
    ].join('\n\n');
  });
  return [...tables, ...(Object.keys(growth).length > 0 ? [goalTable(growth)] : [])].join('\n\n\n');
}
