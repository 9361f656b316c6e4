import ipaddr from 'ipaddr.js';
import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#db/client.ts';
import { rateLimits } from '#db/schema/accounts.ts';
import { keyed } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How often something may be done: `points` within `duration` seconds. Sources: TRUST.md A1, R1–R4. */
const rules = {
  'sign-in account': { points: 8, duration: 5 * minute },
  'sign-in address': { points: 30, duration: 5 * minute },
  /** Never reached: it remembers from where an account was signed in to. */
  'sign-in known': { points: 1_000_000, duration: 90 * day },
  'sign-up address': { points: 5, duration: hour },
  'letter account': { points: 4, duration: hour },
  'letter address': { points: 10, duration: hour },
  'thing day': { points: 60, duration: day },
  'data account': { points: 5, duration: hour },
  'thread newcomer': { points: 3, duration: day },
  thread: { points: 10, duration: day },
  'reply minute': { points: 6, duration: minute },
  'reply newcomer': { points: 15, duration: day },
  'reply day': { points: 100, duration: day },
  vote: { points: 20, duration: minute },
  'vote day': { points: 150, duration: day },
  'article vote': { points: 20, duration: day },
  search: { points: 40, duration: minute },
  suggest: { points: 90, duration: minute },
  'search miss': { points: 60, duration: hour },
  'search choice': { points: 60, duration: minute },
  preview: { points: 60, duration: minute },
} satisfies Record<string, { points: number; duration: number }>;

export type Limit = keyof typeof rules;

export interface Limits {
  /** Counts one more; throws Refusal `too_often`, with the seconds to wait, when it is over. */
  spend(limit: Limit, key: string): Promise<void>;
  /** Throws like `spend`, but counts nothing. */
  check(limit: Limit, key: string): Promise<void>;
  /** How often it was counted within the duration. */
  spent(limit: Limit, key: string): Promise<number>;
  /** Takes back one `spend`: what was counted turned out well. */
  refund(limit: Limit, key: string): Promise<void>;
  /** Forgets what was counted. */
  forget(limit: Limit, key: string): Promise<void>;
}

const noLimits: Limits = {
  spend: () => Promise.resolve(),
  check: () => Promise.resolve(),
  spent: () => Promise.resolve(0),
  refund: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/**
 * Limits that count in the database, under hashes of their keys: those are addresses and e-mails.
 * With `enabled` false nothing is counted: for load tests.
 */
export function openLimits(db: Database, enabled: boolean, secret: string): Limits {
  if (!enabled) return noLimits;
  const limiters = new Map<Limit, RateLimiterDrizzle>(
    Object.entries(rules).map(([name, rule]) => [name as Limit, new Limiter(db, name, rule)]),
  );
  const limiter = (limit: Limit): RateLimiterDrizzle => {
    const found = limiters.get(limit);
    if (!found) throw new Error(`No such limit: ${limit}`);
    return found;
  };
  const row = (key: string) => keyed(secret, key).slice(0, 32);
  return {
    spend: async (limit, key) => {
      await refusing(() => limiter(limit).consume(row(key)));
    },
    check: async (limit, key) => {
      const state = await limiter(limit).get(row(key));
      if (state && state.consumedPoints >= rules[limit].points) throw tooOften(state);
    },
    spent: async (limit, key) => (await limiter(limit).get(row(key)))?.consumedPoints ?? 0,
    refund: async (limit, key) => {
      await limiter(limit).reward(row(key), 1);
    },
    forget: async (limit, key) => {
      await limiter(limit).delete(row(key));
    },
  };
}

/** Whom a limit counts: an address, or the network of one person, for whom IPv6 holds 2^64 addresses. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address.split('%')[0] ?? '');
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString();
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
      // Its own sweeping would write out of line; sweepAccounts does it.
      clearExpiredByTimeout: false,
      // When the disk takes no writes, limits go on in memory: reading must not end with it.
      insuranceLimiter: new RateLimiterMemory({ ...rule, duration: Math.min(rule.duration, day) }),
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
