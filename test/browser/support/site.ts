import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
    dataDir: string;
  }
}

const port = 4390;
const startMs = 30_000;

/** Starts the built site, with the demo's people and threads, on a data folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-site-'));
  const origin = `http://localhost:${port}`;
  const site = spawn(process.execPath, ['scripts/demo.ts', '--no-build'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      PUBLIC_URL: origin,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      SMTP_URL: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilReady(origin, site);
  project.provide('origin', origin);
  project.provide('dataDir', dataDir);
  return async () => {
    const ended = new Promise((resolve) => site.once('exit', resolve));
    site.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function untilReady(origin: string, site: ChildProcess): Promise<void> {
  for (let waited = 0; waited < startMs; waited += 200) {
    if (site.exitCode !== null)
      throw new Error(`The site stopped with ${site.exitCode} before it was ready.`);
    const ready = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await pause(200);
  }
  throw new Error('The site was not ready in time.');
}
