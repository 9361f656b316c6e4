import { describe, expect, test } from 'vitest';
import type { Side } from '#src/warranty/verdict.ts';
import { catalog, golden, judge, readCase } from './support.ts';

const said = (side: Side | undefined) => (side ? `${side.state} ${side.until ?? '-'} ${side.clause}` : '-');
const rules = catalog.laws.flatMap((law) => Object.values(law.rules).flat());

describe('the golden table', () => {
  test('has at least 120 cases, none twice', () => {
    const cases = golden.map(([kase]) => kase);
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(new Set(cases).size).toBe(cases.length);
  });

  test.each(golden)('%s: %s', (line, overall, commercial, statutory, mandatory, returns, source, next) => {
    const verdict = judge(readCase(line ?? ''));
    const looked = (cell: string | undefined, side: Side | undefined) => (cell === '*' ? '*' : said(side));
    expect({
      overall: verdict.overall,
      commercial: looked(commercial, verdict.commercial),
      statutory: looked(statutory, verdict.statutory),
      mandatory: looked(mandatory, verdict.mandatory),
      returns: looked(returns, verdict.returns),
    }).toEqual({ overall, commercial, statutory, mandatory, returns });
    if (source) {
      const rule = rules.find((each) => each?.id === verdict.statutory.clause);
      expect(rule?.source.title).toContain(source);
    }
    const steps = verdict.next.map(({ kind }): string => kind);
    if (next?.startsWith('-')) expect(steps).not.toContain(next.slice(1));
    else if (next) expect(steps).toContain(next);
  });
});
