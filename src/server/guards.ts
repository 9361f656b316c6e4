import type { FastifyReply, FastifyRequest } from 'fastify';

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
export function securityHeaders(reply: FastifyReply, secure: boolean): void {
  reply.headers({
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
  });
  if (secure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const knownMethods = new Set([...safeMethods, 'POST']);

/**
 * Refuses every write that another site could have caused, whatever its body: the Origin must be
 * ours or, where a browser sends none, Sec-Fetch-Site must say same-origin (OWASP CSRF cheat sheet).
 */
export function refuseForeignWrites(publicUrl: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (safeMethods.has(request.method)) return undefined;
    if (!knownMethods.has(request.method))
      return reply
        .code(405)
        .header('allow', [...knownMethods].join(', '))
        .type('text/plain; charset=utf-8')
        .send('Method not allowed\n');
    const { origin, 'sec-fetch-site': site } = request.headers;
    const ours = origin === undefined ? site === 'same-origin' : origin === publicUrl;
    if (ours || isOneClick(request)) return undefined;
    return reply
      .code(403)
      .type('text/plain; charset=utf-8')
      .send('This form must be sent from our own pages.\n');
  };
}

/** One-click unsubscribe (RFC 8058): a mail program posts without an Origin; the address holds the secret. */
function isOneClick(request: FastifyRequest): boolean {
  return (
    request.headers.origin === undefined &&
    request.headers['sec-fetch-site'] === undefined &&
    /^\/[a-z]{2}\/letters\/stop\/[^?]*(\?|$)/.test(request.url)
  );
}
