import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort, serveSite } from './served.ts';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
    dataDir: string;
  }
}

/** Starts the built site, with the demo's people and threads, on a data folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-site-'));
  const site = await serveSite('demo', { port: await freePort(), dataDir, logLevel: 'error' });
  project.provide('origin', site.origin);
  project.provide('dataDir', dataDir);
  return async () => {
    await site.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
