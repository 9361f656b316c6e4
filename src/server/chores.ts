import type { Instance } from '#src/accounts/context.ts';
import { sweepAccounts } from '#src/accounts/sweep.ts';
import { tellOwners } from '#src/owned/telling.ts';
import { sweepSearchLog } from '#src/search/log.ts';
import { indexOutstanding } from '#src/search/threads/filling.ts';

const hourMs = 3_600_000;

/**
 * Sweeps out what is over and writes to owners about what is due, at the start and every hour; a failure
 * is logged and tried again the next time.
 */
export function startChores(instance: Instance): void {
  const sweep = async (): Promise<void> => {
    try {
      await sweepAccounts(instance, Date.now());
      await sweepSearchLog(instance, Date.now());
    } catch (error) {
      instance.log.error({ err: error }, 'the hourly sweep failed');
    }
  };
  const chores = (): void => {
    void sweep();
    void tell(instance);
  };
  chores();
  void fill(instance);
  setInterval(chores, hourMs).unref();
}

async function tell(instance: Instance): Promise<void> {
  try {
    const letters = await tellOwners(instance, Date.now());
    if (letters > 0) instance.log.info({ letters }, 'letters to owners written');
  } catch (error) {
    instance.log.error({ err: error }, 'letters to owners could not be written; tried again within an hour');
  }
}

/** Makes threads searchable that a new version finds otherwise indexed, while the site is running. */
async function fill({ db, log }: Instance): Promise<void> {
  try {
    const threads = await indexOutstanding(db);
    if (threads > 0) log.info({ threads }, 'threads indexed for search');
  } catch (error) {
    log.error({ err: error }, 'threads could not be indexed for search; tried again at the next start');
  }
}
