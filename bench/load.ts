/** Fires requests at one address for some seconds and says how it went. A process of its own. */
import autocannon from 'autocannon';
import { answering } from './child.ts';
import { percentile } from './figures.ts';

export interface Load {
  url: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
}

/** Milliseconds; `failed` counts every answer that was not 2xx and every request without one. */
export interface Speed {
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
}

const samplesEveryMs = 100;

answering(async ({ url, headers, connections, seconds }: Load): Promise<Speed> => {
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      { url, headers, connections, duration: seconds, sampleInt: samplesEveryMs },
      (error: Error | null, done) => {
        if (error) reject(error);
        else resolve(done);
      },
    );
    running.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  });
  // Where nothing was answered, an answer takes at least as long as the round.
  const waited = times.length > 0 ? times : [seconds * 1000];
  return {
    perSecond: result['2xx'] / result.duration,
    p50: percentile(waited, 0.5),
    p99: percentile(waited, 0.99),
    failed: result.non2xx + result.errors,
  };
});
