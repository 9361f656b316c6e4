import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ServedSite, serveSite } from '#test/browser/support/served.ts';
import { median } from './figures.ts';

const betweenLooksMs = 250;

export interface DemoSite extends ServedSite {
  databaseUrl: string;
}

/**
 * Serves the built site with the demo's people and threads, on a free port and a data folder that
 * is gone afterwards. It is started `starts` times; `readyAfterMs` is the median.
 */
export async function serveDemo(starts: number): Promise<DemoSite> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
  const options = { port: await freePort(), dataDir, logLevel: 'warn' };
  await (await serveSite('demo', options)).stop();
  const times: number[] = [];
  let site = await serveSite('start', options);
  times.push(site.readyAfterMs);
  while (times.length < starts) {
    await site.stop();
    site = await serveSite('start', options);
    times.push(site.readyAfterMs);
  }
  return {
    ...site,
    readyAfterMs: median(times),
    databaseUrl: pathToFileURL(join(dataDir, 'aftercare.db')).href,
    stop: async () => {
      await site.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Watches what a process holds in memory: `most` says the most megabytes seen, where the system tells. */
export function watchMemory(pid: number): { most(): number | undefined; stop(): void } {
  let most: number | undefined;
  const watch = setInterval(() => {
    const now = residentMb(pid);
    if (now !== undefined) most = Math.max(now, most ?? 0);
  }, betweenLooksMs);
  return {
    most: () => most,
    stop: () => {
      clearInterval(watch);
    },
  };
}

function residentMb(pid: number): number | undefined {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return undefined;
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'));
  return found ? (Number(found[1]) * 1024) / 1e6 : undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
