import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asSent } from '../wire.ts';

/** Files by their path, as a site would have them. */
export type SiteFiles = Map<string, Uint8Array | string>;

/** How long an answer takes to come back and how many bytes the line carries. */
export interface Line {
  name: string;
  roundTripMs: number;
  bytesPerMs: number;
}

export const lines: Line[] = [
  { name: 'this machine', roundTripMs: 0, bytesPerMs: Infinity },
  // What Lighthouse calls slow 4G: 1.6 Mbit/s.
  { name: 'slow 4G', roundTripMs: 150, bytesPerMs: 200 },
];

/** A small server of files that lie there compressed, which counts what it sends. */
export interface Served {
  origin: string;
  line: Line;
  /** What was sent since it was last asked: bodies, without headers, one a file. */
  taken(): { path: string; bytes: number }[];
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
};

export async function serveFiles(files: SiteFiles, line: Line): Promise<Served> {
  const stored = new Map<string, ReturnType<typeof asSent>>();
  const bodyOf = (path: string) => {
    const known = stored.get(path);
    const file = files.get(path);
    if (known || file === undefined) return known;
    const made = asSent(file);
    stored.set(path, made);
    return made;
  };
  let sent: { path: string; bytes: number }[] = [];
  let isFree = Promise.resolve();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://bench').pathname.slice(1) || 'index.html';
    const found = bodyOf(path);
    if (!found) return void response.writeHead(404).end();
    sent.push({ path, bytes: found.body.length });
    const { line } = served;
    // One line for all: what is asked at once waits for its turn.
    const before = isFree;
    isFree = pause(line.roundTripMs)
      .then(() => before)
      .then(() => pause(found.body.length / line.bytesPerMs));
    void isFree.then(() =>
      response
        .writeHead(200, {
          'content-type': types[extname(path)] ?? 'application/octet-stream',
          'content-length': found.body.length,
          'cache-control': 'public, max-age=31536000, immutable',
          ...(found.encoding && { 'content-encoding': found.encoding }),
        })
        .end(found.body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const served: Served = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}/`,
    line,
    taken: () => {
      const taken = sent;
      sent = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return served;
}
