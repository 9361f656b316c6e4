import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import negotiator from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoredPage } from './page-store.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const packable = /^(text\/|application\/([\w.+-]*\+)?(json|xml))/;
/** Bytes; below this, packing saves no packet. */
const smallestPacked = 1_024;

/** Sends a prerendered page: whole or compressed as the reader prefers, or 304 when they have it. */
export function sendStored(
  request: FastifyRequest,
  reply: FastifyReply,
  page: StoredPage,
  status: number,
): FastifyReply {
  reply
    .code(status)
    .header('content-type', page.type)
    .header('cache-control', status === 200 ? 'public, max-age=0, must-revalidate' : 'no-store')
    .header('vary', 'accept-encoding');
  if (status === 200) {
    reply.header('etag', page.etag);
    if (matches(request.headers['if-none-match'], page.etag)) return reply.code(304).send();
  }
  const coding = codingFor(request.headers['accept-encoding']);
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.send(page[coding]);
}

/** A window no larger than a page: the usual one takes megabytes for every answer under way. */
const quickly = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 },
};

/** Sends what was rendered for this reader, packed when that is worth it. */
export async function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  body: Buffer,
  type: string,
): Promise<FastifyReply> {
  if (!packable.test(type)) return reply.send(body);
  reply.header('vary', 'accept-encoding');
  const coding = body.length < smallestPacked ? 'identity' : codingFor(request.headers['accept-encoding']);
  if (coding === 'identity') return reply.send(body);
  reply.header('content-encoding', coding);
  return reply.send(coding === 'br' ? await brotli(body, quickly) : await gzipped(body, { level: 6 }));
}

function codingFor(header: string | string[] | undefined): 'br' | 'gzip' | 'identity' {
  const best = negotiator.negotiate(String(header ?? ''), ['br', 'gzip']);
  return best === 'br' || best === 'gzip' ? best : 'identity';
}

/** If-None-Match as a list, weak or strong (RFC 9110, 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  const bare = (one: string) => one.trim().replace(/^W\//, '');
  return (
    header !== undefined &&
    (header.trim() === '*' || header.split(',').some((one) => bare(one) === bare(etag)))
  );
}
