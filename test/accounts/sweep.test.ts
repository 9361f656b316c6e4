import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rateLimits, tokens } from '#db/schema/accounts.ts';
import { letters } from '#db/schema/letters.ts';
import { askForReset } from '#src/accounts/reset.ts';
import { signUp } from '#src/accounts/sign-up.ts';
import { sweepAccounts } from '#src/accounts/sweep.ts';
import { newSite, today } from '#test/support/site.ts';
import { outbox, password, userWith } from './support.ts';

const day = 86_400_000;

test('links that are too old are swept, others stay', async () => {
  const { instance, as } = await newSite();
  await askForReset(as(null), 'ana@example.com');
  await askForReset(as(null, { now: today + 3_000_000 }), 'ben@example.com');
  await sweepAccounts(instance, today + 3_600_000);
  expect(await instance.db.read.select().from(tokens)).toMatchObject([{ userId: 'ben' }]);
});

test('accounts that nobody confirms go after thirty days; confirmed ones stay', async () => {
  const { instance, as } = await newSite();
  const nora = { displayName: 'Nora', email: 'nora@example.com', password, next: undefined };
  await signUp(as(null), nora);
  await sweepAccounts(instance, today + 30 * day - 1);
  expect(await userWith(instance, nora.email)).toBeDefined();
  await sweepAccounts(instance, today + 30 * day);
  expect(await userWith(instance, nora.email)).toBeUndefined();
  expect(await userWith(instance, 'ana@example.com')).toBeDefined();
});

test('that a letter was sent is forgotten after ninety days; one that waits is not', async () => {
  const { instance, as } = await newSite();
  await askForReset(as(null), 'ana@example.com');
  await askForReset(as(null), 'ben@example.com');
  await instance.db.write((tx) =>
    tx.update(letters).set({ sentAt: today }).where(eq(letters.email, 'ana@example.com')),
  );
  await sweepAccounts(instance, today + 90 * day);
  expect(await outbox(instance)).toMatchObject([{ email: 'ben@example.com' }]);
});

test('counters that are over are swept', async () => {
  const { instance } = await newSite({ RATE_LIMITS: 'on' });
  await instance.limits.spend('reply minute', 'ana');
  await instance.limits.spend('reply day', 'ana');
  await sweepAccounts(instance, Date.now() + 3_600_000);
  expect(await instance.db.read.select().from(rateLimits)).toHaveLength(1);
});
