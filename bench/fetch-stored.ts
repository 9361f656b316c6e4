import { request } from 'node:http';
import type { Stored } from './raw-server.ts';

/** Headers that belong to one connection or one moment, not to the page. */
const notStored = ['connection', 'keep-alive', 'transfer-encoding', 'date', 'content-length', 'x-request-id'];

/** What an address answers, compressed as it came. Throws unless it is a 200. */
export function fetchStored(url: string, headers: Record<string, string>): Promise<Omit<Stored, 'path'>> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answers ${response.statusCode}.`));
        const body = Buffer.concat(chunks);
        const kept = Object.entries(response.headers).filter(
          (header): header is [string, string | string[]] =>
            header[1] !== undefined && !notStored.includes(header[0]),
        );
        return resolve({
          headers: { ...Object.fromEntries(kept), 'content-length': String(body.length) },
          body,
        });
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}
