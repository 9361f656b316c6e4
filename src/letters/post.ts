import type { Instance } from '#src/accounts/context.ts';

/** Sends what is in the outbox until `stop` is called. */
export function startPost(_instance: Instance): { stop(): Promise<void> } {
  return { stop: () => Promise.resolve() };
}
