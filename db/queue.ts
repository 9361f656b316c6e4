/** A line of one: each piece of work starts when the one before it has ended, well or badly. */
export function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const turn = last.then(work, work);
      last = turn.catch(() => undefined);
      return turn;
    },
    /** Settles when nothing is waiting any more. */
    idle: async () => {
      await last;
    },
  };
}
