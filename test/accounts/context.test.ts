import { describe, expect, test } from 'vitest';
import { requireVerified } from '#src/accounts/context.ts';
import { newSite } from '#test/support/site.ts';

describe('an address counts once it is confirmed', () => {
  test('somebody who confirmed theirs may post', async () => {
    const { as } = await newSite();
    expect(requireVerified(as('ana')).id).toBe('ana');
  });

  test('somebody who did not is asked to, and a visitor is asked to sign in', async () => {
    const { as } = await newSite();
    const ana = as('ana');
    const unverified = { ...ana, actor: ana.actor && { ...ana.actor, emailVerified: false } };
    expect(() => requireVerified(unverified)).toThrow('email_unverified');
    expect(() => requireVerified(as(null))).toThrow('signed_out');
  });
});
