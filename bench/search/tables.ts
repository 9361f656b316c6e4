import type { Verdict } from '../budgets.ts';
import { kilobytes, milliseconds, plain, table } from '../figures.ts';
import { verdictTable } from '../report.ts';
import { parts } from './engine.ts';
import type { EngineReport, Transfer } from './measure.ts';
import { type Estimate } from './metrics.ts';
import { kinds } from './perturb.ts';

const none = '–';

/** .825: shares without the nought before the point. */
export const share = (value: number): string => value.toFixed(3).replace(/^0(?=\.)/, '');

const estimated = (value: Estimate | undefined) =>
  value ? `${share(value.mean)} ±${value.margin.toFixed(2).replace(/^0/, '')}` : none;

/** What the engines cost a visitor and the server. */
export function costTable(engines: EngineReport[]): string {
  const headings = [
    'brotli KB',
    'index',
    'files',
    'texts',
    'build',
    'first ten',
    'p95',
    ...parts,
    'requests',
    'with a typo',
    'later',
    'CPU a query',
  ];
  const rows = engines.map(({ engine, index, buildMs, first, firstMistyped, later, cpu }) => [
    engine,
    index ? bare(index.bytes) : none,
    index ? plain(index.files) : none,
    index?.texts === undefined ? none : bare(index.texts),
    buildMs === undefined ? none : `${(buildMs / 1000).toFixed(1)} s`,
    ...transferCells(first),
    firstMistyped ? bare(firstMistyped.bytes) : none,
    later ? bare(later.bytes) : none,
    cpu ? `${cpu.median.toFixed(1)} ms` : none,
  ]);
  return table(headings, rows);
}

const bare = (bytes: number) => kilobytes(bytes).replace(' KB', '');

function transferCells(transfer: Transfer | undefined): string[] {
  if (!transfer) return Array.from({ length: parts.length + 3 }, () => none);
  const cells = parts.map((part) => (transfer.parts[part] === 0 ? none : bare(transfer.parts[part])));
  return [bare(transfer.bytes), bare(transfer.p95), ...cells, plain(transfer.requests)];
}

/** How well they answer, kind by kind; the figure behind ± is half of the 95 % interval. */
export function qualityTable(engines: EngineReport[], figure: 'ndcg' | 'mrr' | 'recall'): string {
  const names = { ndcg: 'nDCG@10', mrr: 'MRR@10', recall: 'recall@10' };
  const asked = kinds.filter((kind) => engines.some(({ quality }) => quality[kind]));
  const rows = engines
    .filter(({ skipped }) => skipped === undefined)
    .map(({ engine, quality }) => [
      engine,
      ...asked.map((kind) => {
        const estimate = quality[kind]?.[figure];
        return figure === 'ndcg' ? estimated(estimate) : estimate ? share(estimate.mean) : none;
      }),
    ]);
  return table([names[figure], ...asked], rows);
}

/** Our own figures against what they are to be. */
export function goalTable(verdicts: Record<string, Verdict[]>): string {
  return verdictTable(verdicts, (figure, value) => {
    if (/nDCG|keeps/.test(figure)) return share(value);
    if (figure.startsWith('CPU')) return milliseconds(value);
    return figure.startsWith('build') ? `${(value / 1000).toFixed(1)} s` : kilobytes(value);
  });
}
