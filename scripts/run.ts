import { SettingsError, StartError } from '#src/lib/settings.ts';

type Expected = abstract new (...values: never[]) => Error;

/** Runs a command. Errors that an operator can mend print their message alone; others print whole. Exits 1 on both. */
export async function run(command: () => Promise<void>, expected: Expected[] = []): Promise<void> {
  try {
    await command();
  } catch (error) {
    const known =
      error instanceof Error &&
      [SettingsError, StartError, ...expected].some((kind) => error instanceof kind);
    console.error(known ? error.message : error);
    process.exitCode = 1;
  }
}

/** Says what is being done and, when it is done, how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  console.log(`${what} …`);
  const result = await work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}
