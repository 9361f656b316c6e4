import { setTimeout as pause } from 'node:timers/promises';
import type { Instance } from '#src/accounts/context.ts';
import { sendDueLetters } from './sender.ts';
import { openTransport } from './transport.ts';

const pollMs = 1_000;

/** Sends what is in the outbox, and goes on until `stop` is called; stopping waits for the letter in hand. */
export function startPost(instance: Instance): { stop(): Promise<void> } {
  const transport = openTransport(instance.settings);
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await sendDueLetters(instance, transport, () => Date.now(), stopping.signal);
      } catch (error) {
        instance.log.error({ err: error }, 'the post stopped for a moment');
      }
      await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    transport.close();
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
