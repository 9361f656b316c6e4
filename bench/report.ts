import type { Limit, Verdict } from './budgets.ts';
import { table } from './figures.ts';

/** Says on standard error what is being done: standard output is for the result. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A table of what was held against its limit. */
export function verdictTable(
  verdicts: Record<string, Verdict[]>,
  write: (figure: string, value: number) => string,
): string {
  const bound = (figure: string, limit: Limit) =>
    'most' in limit ? `≤ ${write(figure, limit.most)}` : `≥ ${write(figure, limit.least)}`;
  const rows = Object.entries(verdicts).flatMap(([subject, list]) =>
    list.map((verdict) => [
      `${subject}: ${verdict.figure}`,
      write(verdict.figure, verdict.value),
      bound(verdict.figure, verdict.limit),
      wordFor(verdict),
    ]),
  );
  return table(['budget', 'measured', 'goal', ''], rows);
}

function wordFor({ value, limit, ok, margin = 0 }: Verdict): string {
  if (ok) return 'ok';
  const [word, off] = 'most' in limit ? ['OVER', value - limit.most] : ['UNDER', limit.least - value];
  return off <= margin ? `${word.toLowerCase()}, by chance?` : word;
}
