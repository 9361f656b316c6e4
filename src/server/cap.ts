import type { IncomingHttpHeaders } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Instance } from '#src/accounts/context.ts';
import { networkOf } from '#src/accounts/limits.ts';
import { readSession } from '#src/accounts/sessions.ts';

/** How many pages one address may have rendered, at once and in the long run. Files and prerendered pages are free. */
const rules = [
  { points: 100, duration: 10 },
  { points: 400, duration: 60 },
];

/**
 * Counts one more rendered page and gives the seconds to wait when an address had too many; 0
 * otherwise, and for those who work here. Kept in memory: it protects this process alone.
 */
export function pageCap(
  instance: Instance,
): (address: string, headers: IncomingHttpHeaders) => Promise<number> {
  if (!instance.settings.rateLimits) return () => Promise.resolve(0);
  const limiters = rules.map((rule) => new RateLimiterMemory(rule));
  return async (address, headers) => {
    const key = networkOf(address);
    try {
      for (const limiter of limiters) await limiter.consume(key);
      return 0;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const { actor } = await readSession(instance, headers.cookie ?? null, Date.now());
      return actor && actor.role !== 'customer' ? 0 : Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    }
  };
}
