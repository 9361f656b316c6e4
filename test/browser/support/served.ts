import { type AddressInfo, createServer } from 'node:net';
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

const longestStartMs = 60_000;
const betweenAsksMs = 20;

/** The built site, running in a process of its own. */
export interface ServedSite {
  origin: string;
  pid: number;
  /** From the start of the process until /readyz said yes. */
  readyAfterMs: number;
  /** Stops it as an operator would (SIGTERM) and waits for its end. */
  stop(): Promise<void>;
}

/** Starts the built site on loopback: `demo` loads the demo's people and threads first, `start` serves what there is. */
export async function serveSite(
  command: 'demo' | 'start',
  { port, dataDir, logLevel }: { port: number; dataDir: string; logLevel: string },
): Promise<ServedSite> {
  const origin = `http://localhost:${port}`;
  const args = command === 'demo' ? ['scripts/demo.ts', '--no-build'] : ['scripts/start.ts'];
  const began = performance.now();
  const site = spawn(process.execPath, args, {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      PUBLIC_URL: origin,
      RATE_LIMITS: 'off',
      LOG_LEVEL: logLevel,
      SMTP_URL: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilReady(origin, site);
  return {
    origin,
    pid: site.pid ?? 0,
    readyAfterMs: performance.now() - began,
    stop: async () => {
      const ended = new Promise((resolve) => site.once('exit', resolve));
      site.kill('SIGTERM');
      await ended;
    },
  };
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function untilReady(origin: string, site: ChildProcess): Promise<void> {
  for (let waited = 0; waited < longestStartMs; waited += betweenAsksMs) {
    if (site.exitCode !== null)
      throw new Error(`The site stopped with ${site.exitCode} before it was ready.`);
    const ready = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await pause(betweenAsksMs);
  }
  site.kill();
  throw new Error('The site was not ready in time.');
}
