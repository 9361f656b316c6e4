import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '#db/client.ts';
import { Refusal } from '#src/lib/refusal.ts';

/** What SQLite says when the disk is full, failing or read-only. */
const unsaved = /^SQLITE_(FULL|IOERR|READONLY)/;

/**
 * The same database, but a write that the disk does not take is refused with `cannot_save`, so that
 * people keep what they typed. Nothing of it is stored, and the next write tries afresh.
 */
export function refusingWhenFull(db: Database, log: FastifyBaseLogger): Database {
  const saying = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const code = storageCode(error);
      if (!code) throw error;
      log.error({ code }, 'the disk takes no writes: nothing can be saved');
      throw new Refusal('cannot_save', { cause: error });
    }
  };
  return {
    ...db,
    write: (work) => saying(db.write(work)),
    exclusive: (work) => saying(db.exclusive(work)),
  };
}

function storageCode(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = (one as NodeJS.ErrnoException).code;
    if (code && unsaved.test(code)) return code;
  }
  return undefined;
}
