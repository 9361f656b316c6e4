import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import proxyaddr from '@fastify/proxy-addr';
import { proxyList } from '#src/lib/settings.ts';

/**
 * How the client's address is found: the connection's own, or, when that is a trusted proxy, the
 * nearest untrusted one of X-Forwarded-For. What a stranger writes there changes nothing.
 */
export function clientAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = proxyList(trustedProxies);
  return (request) => {
    const found = proxyaddr(
      request,
      (address) => isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'),
    );
    return isIP(found) === 0 ? (request.socket.remoteAddress ?? '') : found;
  };
}
