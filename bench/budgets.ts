import type { Subject } from './subjects.ts';

type Kind = Subject['kind'];

/** A figure and what it may be: at most, or at least. */
export type Limit = { most: number } | { least: number };

/** How a page kept one of its limits. */
export interface Verdict {
  figure: string;
  value: number;
  limit: Limit;
  ok: boolean;
  /** How far off chance alone may put the value. */
  margin?: number;
}

/** One congestion window for the first paint; no script worth mentioning; nothing jumps. Bytes, milliseconds. */
const reading = { JS: { most: 6_000 }, CLS: { most: 0 } };

/** What a page may weigh and how long it may take to stand on a phone (4 × CPU throttling). */
export const weightLimits: Record<Kind, Record<string, Limit>> = {
  home: reading,
  article: {
    ...reading,
    'HTML + CSS': { most: 14_000 },
    total: { most: 45_000 },
    requests: { most: 5 },
    LCP: { most: 450 },
  },
  threads: reading,
  thread: {
    ...reading,
    HTML: { most: 20_000 },
    total: { most: 45_000 },
    requests: { most: 6 },
    LCP: { most: 500 },
  },
  'thread, signed in': reading,
  search: reading,
};

/** How fast a page is answered at concurrency 10, alone or against the raw server. */
export const speedGoals: Record<Kind, Record<string, Limit>> = {
  home: { ratio: { least: 0.5 } },
  article: { ratio: { least: 0.5 } },
  threads: { ratio: { least: 0.5 } },
  thread: { ratio: { least: 0.5 } },
  search: { ratio: { least: 0.5 }, 'requests/s': { least: 500 } },
  'thread, signed in': { 'requests/s': { least: 1_000 } },
};

/** What the site as a whole may take. */
export const siteLimits: Record<string, Limit> = {
  'MB resident': { most: 200 },
  'ms to ready': { most: 1_500 },
};

/** Holds figures against their limits, in the order of the limits; a figure that is not known is left out. */
export function judge(figures: Record<string, number | undefined>, limits: Record<string, Limit>): Verdict[] {
  return Object.entries(limits).flatMap(([figure, limit]) => {
    const value = figures[figure];
    if (value === undefined) return [];
    return [{ figure, value, limit, ok: 'most' in limit ? value <= limit.most : value >= limit.least }];
  });
}
