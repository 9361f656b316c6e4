import type { Instance } from '#src/accounts/context.ts';
import { sweepAccounts } from '#src/accounts/sweep.ts';

const hourMs = 3_600_000;

/** Sweeps out what is over, at the start and every hour; a failure is logged and tried again the next time. */
export function startChores(instance: Instance): void {
  const sweep = async (): Promise<void> => {
    try {
      await sweepAccounts(instance, Date.now());
    } catch (error) {
      instance.log.error({ err: error }, 'the hourly sweep failed');
    }
  };
  void sweep();
  setInterval(() => void sweep(), hourMs).unref();
}
