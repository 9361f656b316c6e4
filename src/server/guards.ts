import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SayProblem } from './problems.ts';
import { targetOf } from './target.ts';

/** Nothing inline, nothing from elsewhere, in no frame. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer. `secure` adds HSTS: only behind TLS. */
export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}

const methods = ['GET', 'HEAD', 'POST', 'OPTIONS'];
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const bodyTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Refuses what our own pages never send: other methods, bodies that are no form, and every write
 * that another site could have caused, whatever its body. For those the Origin must be ours or,
 * where a browser sends none, Sec-Fetch-Site must say same-origin (OWASP CSRF cheat sheet).
 */
export function refuseForeignWrites(publicUrl: string, say: SayProblem) {
  const origins = ownOrigins(publicUrl);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (request.method === 'OPTIONS') return reply.code(204).header('allow', methods.join(', ')).send();
    if (safeMethods.has(request.method)) return undefined;
    if (!methods.includes(request.method))
      return say(request, reply.header('allow', methods.join(', ')), 405);
    if (!isOurs(request, origins) && !isOneClick(request, publicUrl)) return say(request, reply, 403);
    const { 'content-type': type, 'content-encoding': coding = 'identity' } = request.headers;
    if (coding.toLowerCase() !== 'identity' || (hasBody(request) && !bodyTypes.test(type ?? '')))
      return say(request, reply, 415);
    return undefined;
  };
}

function isOurs({ headers }: FastifyRequest, origins: Set<string>): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (origin === undefined) return site === 'same-origin';
  return origins.has(origin) && (site === undefined || site === 'same-origin' || site === 'none');
}

/** The public address; on loopback also its other names, since people type them all. */
function ownOrigins(publicUrl: string): Set<string> {
  const url = new URL(publicUrl);
  const loopback = ['localhost', '127.0.0.1', '[::1]'];
  if (!loopback.includes(url.hostname)) return new Set([url.origin]);
  return new Set(loopback.map((host) => `${url.protocol}//${host}${url.port && `:${url.port}`}`));
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** One-click unsubscribe (RFC 8058): a mail program posts without an Origin; the address holds the secret. */
function isOneClick(request: FastifyRequest, publicUrl: string): boolean {
  return (
    request.headers.origin === undefined &&
    request.headers['sec-fetch-site'] === undefined &&
    /^\/[a-z]{2}\/letters\/stop\/[^/]+\/$/.test(targetOf(request.url, publicUrl)?.pathname ?? '')
  );
}
