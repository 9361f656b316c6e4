import { judge, type Limit, type Verdict } from '../budgets.ts';
import type { SearchReport } from './search.ts';
import type { EngineReport } from './measure.ts';
import { type Kind, kinds } from './perturb.ts';

/** nDCG@10 that a prototype of this engine had on folders of these names. */
const prototype: Record<string, Partial<Record<Kind, number>>> = {
  'en-1000': { clean: 0.825, typo: 0.808, 'half typed': 0.781, inflected: 0.773 },
  'kb-el': { clean: 0.426, typo: 0.383, 'half typed': 0.375, 'no marks': 0.43, inflected: 0.387 },
  'kb-hu': { clean: 0.434, typo: 0.383, 'half typed': 0.36, 'no marks': 0.425, inflected: 0.394 },
  'kb-fr': { clean: 0.539, typo: 0.498, 'half typed': 0.501, 'no marks': 0.523, inflected: 0.466 },
};

const manyPages = 2_000;
/** What the first ten results may take more where the pages are many: bytes. */
const mostGrowth = 5_000;
/** Less apart than this, two corpora say nothing about growth. */
const leastGrowthFactor = 4;

/** Bytes on the wire and milliseconds; the index and its build for 1,000 pages. */
function costGoals(pages: number): Record<string, Limit> {
  return {
    'first ten results': { most: pages < manyPages ? 24_000 : 26_000 },
    'first ten results, p95': { most: 32_000 },
    'a later query': { most: 10_000 },
    // Fewer pages share fewer of their words.
    ...(pages >= 1_000 && { 'index of 1,000 pages': { most: 500_000 } }),
    'CPU a query': { most: 3 },
    'build of 1,000 pages': { most: 3_000 },
  };
}

/** What spoilt queries may lose of their nDCG. */
const keptGoals: Partial<Record<Kind, number>> = { typo: 0.9, 'no marks': 0.96 };

/** Holds our own figures against the budgets, against the prototype and against the best of the others. */
export function judgeSearch({
  corpus,
  pages,
  engines,
}: Omit<SearchReport, 'verdicts' | 'browser'>): Verdict[] {
  const own = engines.find(({ engine }) => engine === 'ours');
  if (!own) return [];
  return [
    ...judge(costsOf(own, pages), costGoals(pages)),
    ...kinds.flatMap((kind) => [
      ...atLeast(`${kind}: nDCG, as the prototype`, own, kind, prototype[corpus]?.[kind]),
      ...bestOfOthers(engines, kind).flatMap(({ engine, ndcg }) =>
        atLeast(`${kind}: nDCG, as ${engine}`, own, kind, ndcg),
      ),
      ...judge(
        { [`${kind}: keeps of clean`]: own.quality[kind]?.kept },
        keptGoals[kind] === undefined ? {} : { [`${kind}: keeps of clean`]: { least: keptGoals[kind] } },
      ),
    ]),
  ];
}

function costsOf({ first, later, index, cpu, buildMs }: EngineReport, pages: number) {
  const ofThousand = (amount: number | undefined) => amount && (amount / pages) * 1000;
  return {
    'first ten results': first?.bytes,
    'first ten results, p95': first?.p95,
    'a later query': later?.bytes,
    'index of 1,000 pages': ofThousand(index?.bytes),
    'CPU a query': cpu?.median,
    'build of 1,000 pages': ofThousand(buildMs),
  };
}

function atLeast(
  figure: string,
  { quality }: EngineReport,
  kind: Kind,
  least: number | undefined,
): Verdict[] {
  const ndcg = quality[kind]?.ndcg;
  if (!ndcg || least === undefined) return [];
  return judge({ [figure]: ndcg.mean }, { [figure]: { least } }).map((verdict) => ({
    ...verdict,
    margin: ndcg.margin,
  }));
}

/** The engine, not ours, that answers a kind best; none where none was measured. */
function bestOfOthers(engines: EngineReport[], kind: Kind): { engine: string; ndcg: number }[] {
  return engines
    .flatMap(({ engine, quality }) => {
      const ndcg = quality[kind]?.ndcg.mean;
      return engine === 'ours' || ndcg === undefined ? [] : [{ engine, ndcg }];
    })
    .sort((a, b) => b.ndcg - a.ndcg)
    .slice(0, 1);
}

/** How much more the first ten results take on the largest corpus of a language than on its smallest. */
export function judgeGrowth(reports: SearchReport[]): Record<string, Verdict[]> {
  const byLocale = Object.groupBy(reports, ({ locale }) => locale);
  const verdicts = Object.entries(byLocale).flatMap(([locale, list = []]) => {
    const sizes = list
      .map(({ pages, engines }) => ({
        pages,
        bytes: engines.find(({ engine }) => engine === 'ours')?.first?.bytes,
      }))
      .sort((a, b) => a.pages - b.pages);
    const [least, most] = [sizes[0], sizes.at(-1)];
    if (least?.bytes === undefined || most?.bytes === undefined) return [];
    if (most.pages < least.pages * leastGrowthFactor) return [];
    const figure = `first ten results, from ${least.pages} to ${most.pages} pages`;
    return [
      [
        `in "${locale}"`,
        judge({ [figure]: most.bytes - least.bytes }, { [figure]: { most: mostGrowth } }),
      ] as const,
    ];
  });
  return Object.fromEntries(verdicts);
}
