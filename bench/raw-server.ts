/** The yardstick: a bare Node server that answers stored bytes and headers. A process of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answering } from './child.ts';

/** What one address answers: compressed bytes with the headers they came with. */
export interface Stored {
  path: string;
  headers: Record<string, string | string[]>;
  body: Uint8Array;
}

answering((pages: Stored[]) => {
  const stored = new Map(pages.map((page) => [page.path, page]));
  const server = createServer((request, response) => {
    const page = stored.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    return response.writeHead(200, page.headers).end(page.body);
  });
  return new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
});
