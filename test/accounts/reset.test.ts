import { describe, expect, test } from 'vitest';
import { askForReset, checkReset, chooseNewPassword } from '#src/accounts/reset.ts';
import { signIn } from '#src/accounts/sign-in.ts';
import { signUp } from '#src/accounts/sign-up.ts';
import { tokens } from '#db/schema/accounts.ts';
import { newSite, today } from '#test/support/site.ts';
import { device, outbox, password, secretInLetter, userWith, whoIs, withPassword } from './support.ts';

const newPassword = 'the newest of her words';
const email = 'ana@example.com';

describe('asking for a new password', () => {
  test('sends a link to the owner, in the language of their letters', async () => {
    const { instance, as } = await newSite();
    await askForReset(as(null), email);
    expect(await outbox(instance)).toMatchObject([
      {
        kind: 'reset_password',
        email,
        locale: 'hu',
        data: { link: expect.stringMatching(/^\/hu\/reset-password\/[a-z2-7]{32}\/$/) as string },
      },
    ]);
  });

  test('for an address without an account writes no letter, and says nothing about it', async () => {
    const { instance, as } = await newSite();
    expect(await askForReset(as(null), 'nobody@example.com')).toBe(await askForReset(as(null), email));
    expect(await outbox(instance)).toMatchObject([{ email }]);
  });

  test('keeps the link as a hash alone', async () => {
    const { instance, as } = await newSite();
    await askForReset(as(null), email);
    const secret = await secretInLetter(instance);
    expect(JSON.stringify(await instance.db.read.select().from(tokens))).not.toContain(secret);
  });

  test('is possible a few times an hour, per account and per address, known or not', async () => {
    const { as } = await newSite({ RATE_LIMITS: 'on' });
    for (const who of [email, 'nobody@example.com']) {
      for (let index = 0; index < 4; index += 1)
        await askForReset(as(null, { address: `192.0.2.${index}` }), who);
      await expect(askForReset(as(null, { address: '192.0.2.50' }), who)).rejects.toThrow('too_often');
    }
    for (let index = 0; index < 10; index += 1)
      await askForReset(as(null, { address: '192.0.2.60' }), `nobody${index}@example.com`);
    await expect(askForReset(as(null, { address: '192.0.2.60' }), 'ben@example.com')).rejects.toThrow(
      'too_often',
    );
  });
});

describe('the link', () => {
  test('sets the password, once; looking uses nothing up', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    await askForReset(site.as(null), email);
    const secret = await secretInLetter(site.instance);
    await checkReset(site.as(null), secret);
    await checkReset(site.as(null), secret);
    await chooseNewPassword(site.as(null), secret, newPassword);
    await signIn(site.as(null), { email, password: newPassword, next: undefined });
    await expect(signIn(site.as(null), { email, password, next: undefined })).rejects.toThrow(
      'wrong_sign_in',
    );
    await expect(checkReset(site.as(null), secret)).rejects.toThrow('link_expired');
    await expect(chooseNewPassword(site.as(null), secret, password)).rejects.toThrow('link_expired');
  });

  test('works for an hour, and dies when a newer one is sent', async () => {
    const { instance, as } = await newSite();
    await askForReset(as(null), email);
    const older = await secretInLetter(instance);
    await expect(checkReset(as(null, { now: today + 3_600_000 }), older)).rejects.toThrow('link_expired');
    await askForReset(as(null), email);
    await expect(chooseNewPassword(as(null), older, newPassword)).rejects.toThrow('link_expired');
    await chooseNewPassword(as(null), await secretInLetter(instance), newPassword);
  });

  test('used twice at once sets one password', async () => {
    const { instance, as } = await newSite();
    await askForReset(as(null), email);
    const secret = await secretInLetter(instance);
    const outcomes = await Promise.allSettled(
      ['first of two words', 'second of two words'].map((typed) =>
        chooseNewPassword(as(null), secret, typed),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('ends every session, and the owner is told', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    const cookie = await device(site, 'ana');
    await askForReset(site.as(null), email);
    await chooseNewPassword(site.as(null), await secretInLetter(site.instance), newPassword);
    expect(await whoIs(site.instance, cookie)).toBeNull();
    expect((await outbox(site.instance)).at(-1)).toMatchObject({ kind: 'password_changed', email });
  });

  test('of a kind that confirms an address sets no password, nor the other way round', async () => {
    const { instance, as } = await newSite();
    await signUp(as(null), { displayName: 'Nora', email: 'nora@example.com', password, next: undefined });
    await expect(chooseNewPassword(as(null), await secretInLetter(instance), newPassword)).rejects.toThrow(
      'link_expired',
    );
  });

  test('shows that the address is theirs, when it was not confirmed before', async () => {
    const { instance, as } = await newSite();
    const nora = { displayName: 'Nora', email: 'nora@example.com', password, next: undefined };
    await signUp(as(null), nora);
    await askForReset(as(null), nora.email);
    await chooseNewPassword(as(null), await secretInLetter(instance), newPassword);
    expect(await userWith(instance, nora.email)).toMatchObject({ emailVerifiedAt: today, name: 'nora' });
  });
});
