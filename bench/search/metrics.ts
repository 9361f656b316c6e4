import { percentile } from '../figures.ts';
import { type Random, whole } from './random.ts';

/** How well a list of results answers a query, each 0 to 1. */
export interface Quality {
  /** Discounted gain against that of the best possible list. */
  ndcg: number;
  /** One over the place of the first right page, 0 where there is none. */
  mrr: number;
  /** The share of the right pages that is in the list. */
  recall: number;
}

export const counted = 10;

/** Judges the first ten of a list of results; `rel` are the right pages with their gain. */
export function qualityOf(ids: readonly string[], rel: Record<string, number>): Quality {
  const gains = ids.slice(0, counted).map((id) => rel[id] ?? 0);
  const best = Object.values(rel)
    .sort((a, b) => b - a)
    .slice(0, counted);
  const first = gains.findIndex((gain) => gain > 0);
  const right = Object.values(rel).filter((gain) => gain > 0).length;
  return {
    ndcg: discounted(gains) / discounted(best),
    mrr: first < 0 ? 0 : 1 / (first + 1),
    recall: gains.filter((gain) => gain > 0).length / right,
  };
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}

/** A mean and the interval in which it would lie 19 times of 20, had other queries been drawn. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
  /** Half the width of the interval: what is written behind ±. */
  margin: number;
}

const resamples = 1_000;

/** The mean with its 95 % interval by bootstrap: percentiles of the means of 1,000 resamples. */
export function estimate(values: readonly number[], random: Random): Estimate {
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn += 1) sum += values[whole(random, values.length)] ?? 0;
    return sum / values.length;
  });
  const low = percentile(means, 0.025);
  const high = percentile(means, 0.975);
  return { mean: mean(values), low, high, margin: (high - low) / 2 };
}

export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new Error('Nothing was measured.');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
