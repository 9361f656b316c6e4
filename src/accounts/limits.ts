import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#db/client.ts';
import { rateLimits } from '#db/schema/accounts.ts';
import { Refusal } from '#src/lib/refusal.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How often something may be done: `points` within `duration` seconds. Sources: TRUST.md A1, R1–R4. */
const rules = {
  'sign-in account': { points: 8, duration: 5 * minute },
  'sign-in address': { points: 30, duration: 5 * minute },
  'sign-up address': { points: 5, duration: hour },
  'letter account': { points: 4, duration: hour },
  'letter address': { points: 10, duration: hour },
  'thread newcomer': { points: 3, duration: day },
  thread: { points: 10, duration: day },
  'reply minute': { points: 6, duration: minute },
  'reply newcomer': { points: 15, duration: day },
  'reply day': { points: 100, duration: day },
  vote: { points: 20, duration: minute },
  'vote day': { points: 150, duration: day },
  search: { points: 40, duration: minute },
  preview: { points: 60, duration: minute },
} satisfies Record<string, { points: number; duration: number }>;

export type Limit = keyof typeof rules;

export interface Limits {
  /** Counts one more; throws Refusal `too_often`, with the seconds to wait, when it is over. */
  spend(limit: Limit, key: string): Promise<void>;
  /** Throws like `spend`, but counts nothing. */
  check(limit: Limit, key: string): Promise<void>;
  /** Forgets what was counted. */
  forget(limit: Limit, key: string): Promise<void>;
}

/** Limits that count in the database. With `enabled` false nothing is counted: for load tests. */
export function openLimits(db: Database, enabled: boolean): Limits {
  if (!enabled)
    return {
      spend: () => Promise.resolve(),
      check: () => Promise.resolve(),
      forget: () => Promise.resolve(),
    };
  const limiters = new Map<Limit, RateLimiterDrizzle>(
    Object.entries(rules).map(([name, rule]) => [name as Limit, new Limiter(db, name, rule)]),
  );
  const limiter = (limit: Limit): RateLimiterDrizzle => {
    const found = limiters.get(limit);
    if (!found) throw new Error(`No such limit: ${limit}`);
    return found;
  };
  return {
    spend: async (limit, key) => {
      await refusing(() => limiter(limit).consume(key));
    },
    check: async (limit, key) => {
      const state = await limiter(limit).get(key);
      if (state && state.consumedPoints >= rules[limit].points) throw tooOften(state);
    },
    forget: async (limit, key) => {
      await limiter(limit).delete(key);
    },
  };
}

/** rate-limiter-flexible over drizzle, its writes in line with all others. */
class Limiter extends RateLimiterDrizzle {
  readonly #db: Database;

  constructor(db: Database, name: string, rule: { points: number; duration: number }) {
    super({
      ...rule,
      storeClient: db.read,
      schema: rateLimits,
      keyPrefix: name,
      clearExpiredByTimeout: name === 'search',
    });
    this.#db = db;
  }

  protected _upsert(...values: unknown[]): Promise<unknown> {
    // @ts-expect-error the library's types leave out the methods that stores implement
    return this.#db.exclusive(() => super._upsert(...values) as Promise<unknown>);
  }

  protected _delete(...values: unknown[]): Promise<unknown> {
    // @ts-expect-error the library's types leave out the methods that stores implement
    return this.#db.exclusive(() => super._delete(...values) as Promise<unknown>);
  }
}

async function refusing(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooOften(error);
    throw error;
  }
}

function tooOften({ msBeforeNext }: RateLimiterRes): Refusal {
  return new Refusal('too_often', { retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
}
