import { pino } from 'pino';
import { expect, test } from 'vitest';
import { rateLimits } from '#db/schema/accounts.ts';
import { networkOf } from '#src/accounts/limits.ts';
import { openInstance } from '#src/server/instance.ts';
import { newSite } from '#test/support/site.ts';

const limited = () => newSite({ RATE_LIMITS: 'on' });

test('what is over the limit is refused with the seconds to wait, for that key alone', async () => {
  const { instance } = await limited();
  for (let index = 0; index < 6; index += 1) await instance.limits.spend('reply minute', 'ana');
  const refused = await instance.limits.spend('reply minute', 'ana').catch((error: unknown) => error);
  expect(refused).toMatchObject({ reason: 'too_often', status: 429 });
  expect((refused as { retryAfter: number }).retryAfter).toBeGreaterThan(0);
  await instance.limits.spend('reply minute', 'ben');
});

test('a restart does not reset a limit', async () => {
  const { instance } = await limited();
  for (let index = 0; index < 6; index += 1) await instance.limits.spend('reply minute', 'ana');
  const again = await openInstance(instance.settings, instance.catalog, pino({ level: 'silent' }));
  await expect(again.limits.spend('reply minute', 'ana')).rejects.toThrow('too_often');
  await again.db.close();
});

test('a refund takes one back, and forgetting takes all', async () => {
  const { instance } = await limited();
  for (let index = 0; index < 6; index += 1) await instance.limits.spend('reply minute', 'ana');
  await instance.limits.refund('reply minute', 'ana');
  expect(await instance.limits.spent('reply minute', 'ana')).toBe(5);
  await instance.limits.forget('reply minute', 'ana');
  expect(await instance.limits.spent('reply minute', 'ana')).toBe(0);
});

test('addresses and e-mails are not kept, only their hashes', async () => {
  const { instance } = await limited();
  await instance.limits.spend('letter address', '192.0.2.7');
  await instance.limits.spend('letter account', 'ana@example.com');
  const rows = JSON.stringify(await instance.db.read.select().from(rateLimits));
  expect(rows).not.toContain('192.0.2.7');
  expect(rows).not.toContain('ana@example.com');
});

test('one person holds a whole IPv6 network, and an IPv4 address however it is written', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2::ffff'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('')).toBe('');
});
