import { describe, expect, test } from 'vitest';
import { newServer } from '#test/support/server.ts';

const whoAsks = { '/en/who/': (_: Request, { address }: { address: string }) => new Response(address) };
const behind = async (proxies: string, forwarded: string, connection = '127.0.0.1') => {
  const { server } = await newServer(whoAsks, { TRUSTED_PROXIES: proxies });
  const answer = await server.inject({
    url: '/en/who/',
    remoteAddress: connection,
    headers: { 'x-forwarded-for': forwarded, forwarded: `for=${forwarded}`, 'x-real-ip': forwarded },
  });
  return answer.payload;
};

describe('the address of a client', () => {
  test('is that of the connection, whatever a stranger writes', async () => {
    expect(await behind('', '203.0.113.9')).toBe('127.0.0.1');
    expect(await behind('10.0.0.0/8', '203.0.113.9', '198.51.100.1')).toBe('198.51.100.1');
  });

  test('is what a trusted proxy says', async () => {
    expect(await behind('127.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(await behind('127.0.0.1', '2001:db8::9')).toBe('2001:db8::9');
    expect(await behind('::1', '203.0.113.9', '::1')).toBe('203.0.113.9');
    expect(await behind('10.0.0.0/8', '203.0.113.9', '::ffff:10.1.2.3')).toBe('203.0.113.9');
  });

  test('is the nearest one that is not a proxy: what came before may be made up', async () => {
    expect(await behind('127.0.0.1, 10.0.0.0/8', '1.1.1.1, 203.0.113.9, 10.0.0.7')).toBe('203.0.113.9');
  });

  test('is that of the proxy when it says nothing of use', async () => {
    for (const nonsense of ['unknown', '', '<script>', '999.1.1.1', 'a'.repeat(5_000)])
      expect(await behind('127.0.0.1', nonsense)).toBe('127.0.0.1');
  });
});
