import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach } from 'vitest';

/** Starting twenty times is quicker when Node need not compile everything anew. */
const compiled = join(tmpdir(), 'aftercare-compiled');
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Child {
  process: ChildProcess;
  /** What it wrote to standard error. */
  complaints(): string;
  /** Settles with its exit code, or null after a signal. */
  ended: Promise<number | null>;
}

/** `npm start` on an environment of its own. */
export function startSite(env: Record<string, string>): Child {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      RATE_LIMITS: 'off',
      NODE_COMPILE_CACHE: compiled,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (complaints += part));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { process: child, complaints: () => complaints, ended };
}

/** Waits until an address answers 200; throws when the process ends first. */
export async function untilAnswers(url: string, { process: child, complaints }: Child): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It stopped with ${child.exitCode}: ${complaints()}`);
    const isThere = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isThere) return;
    await pause(25);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => {
        resolve(typeof bound === 'object' && bound ? bound.port : 0);
      });
    });
  });
}
