import { describe, expect, test } from 'vitest';
import { judge } from '../../bench/budgets.ts';
import { median, percentile, plain, table } from '../../bench/figures.ts';
import { compare } from '../../bench/pages.ts';
import { judgeWeight, weightTable } from '../../bench/weight.ts';

describe('the arithmetic of the benches', () => {
  test('the median is the middle value, or lies between the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 100])).toBe(3);
    expect(() => median([])).toThrow();
  });

  test('a percentile is a value that was measured', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });

  test('two servers are compared by the medians of their rounds, and no failure is lost', () => {
    const speed = (perSecond: number, failed = 0) => ({ perSecond, p50: 1, p99: 10, failed });
    const compared = compare([speed(400), speed(500, 2), speed(20, 1)], [speed(1000), speed(800), speed(3)]);
    expect(compared.ratio).toBe(0.5);
    expect(compared.ours).toEqual({ perSecond: 400, p50: 1, p99: 10, failed: 3 });
  });

  test('a limit holds what is at it, from either side, and leaves out what is not known', () => {
    const limits = { most: { most: 5 }, least: { least: 5 }, unknown: { most: 1 } };
    expect(judge({ most: 5, least: 5 }, limits).map(({ ok }) => ok)).toEqual([true, true]);
    expect(judge({ most: 5.1, least: 4.9 }, limits).map(({ ok }) => ok)).toEqual([false, false]);
  });
});

describe('the tables of the benches', () => {
  test('columns stand under each other: names from the left, figures to the right', () => {
    expect(
      table(
        ['page', 'speed'],
        [
          ['home', '12,345'],
          ['a thread', '7'],
        ],
      ),
    ).toBe('page       speed\n--------  ------\nhome      12,345\na thread       7');
  });

  test('figures keep what is worth comparing', () => {
    expect([12_345.6, 45.67, 0.123].map(plain)).toEqual(['12,346', '45.7', '0.12']);
  });
});

describe('the weight of a page', () => {
  const light = { HTML: 6_000, CSS: 7_000, font: 25_000, JS: 3_000, other: 0, headers: 2_000 };
  const calm = { requests: 4, LCP: 300, CLS: 0, flicked: 0 };

  test('an article within its budget passes', () => {
    expect(judgeWeight('article', { ...light, ...calm }).filter(({ ok }) => !ok)).toEqual([]);
  });

  test.each([
    ['HTML + CSS', { CSS: 8_001 }],
    ['JS', { JS: 6_001 }],
    ['total', { font: 29_001 }],
    ['requests', { requests: 6 }],
    ['LCP', { LCP: 451 }],
    ['CLS', { CLS: 0.001 }],
  ])('an article over its budget of %s is noticed', (figure, heavier) => {
    const over = judgeWeight('article', { ...light, ...calm, ...heavier }).filter(({ ok }) => !ok);
    expect(over.map((verdict) => verdict.figure)).toEqual([figure]);
  });

  test('the table says so', () => {
    const weight = { ...light, ...calm, HTML: 20_001 };
    const report = {
      pages: [{ page: 'thread', ...weight }],
      verdicts: { thread: judgeWeight('thread', weight) },
    };
    expect(weightTable(report)).toMatch(/thread: HTML +20\.0 KB +≤ 20\.0 KB +OVER/);
  });
});
