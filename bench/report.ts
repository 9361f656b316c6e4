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
    list.map(({ figure, value, limit, ok }) => [
      `${subject}: ${figure}`,
      write(figure, value),
      bound(figure, limit),
      ok ? 'ok' : 'most' in limit ? 'OVER' : 'UNDER',
    ]),
  );
  return table(['budget', 'measured', 'goal', ''], rows);
}
