import { describe, expect, test } from 'vitest';
import { askForReset, checkReset } from '#src/accounts/reset.ts';
import { askToChangeEmail, changePassword } from '#src/accounts/security.ts';
import { signIn } from '#src/accounts/sign-in.ts';
import { confirmEmail } from '#src/accounts/sign-up.ts';
import { newSite } from '#test/support/site.ts';
import {
  asDevice,
  device,
  outbox,
  password,
  secretInLetter,
  userWith,
  whoIs,
  withPassword,
} from './support.ts';

const newPassword = 'the newest of her words';

async function signedIn(env: Record<string, string> = {}) {
  const site = await newSite(env);
  await withPassword(site, 'ana');
  const cookie = await device(site, 'ana');
  return { site, cookie, ana: await asDevice(site, cookie) };
}

describe('changing the password', () => {
  test('asks for the current one', async () => {
    const { ana } = await signedIn();
    const refused = changePassword(ana, { password: 'not her password', newPassword });
    await expect(refused).rejects.toMatchObject({ reason: 'wrong_password', status: 422 });
  });

  test('ends every session, gives this device a new one, and is told', async () => {
    const { site, cookie, ana } = await signedIn();
    const other = await device(site, 'ana');
    const fresh = (await changePassword(ana, { password, newPassword })).split(';')[0] ?? '';
    expect(await whoIs(site.instance, cookie)).toBeNull();
    expect(await whoIs(site.instance, other)).toBeNull();
    expect(await whoIs(site.instance, fresh)).toMatchObject({ id: 'ana' });
    expect(await outbox(site.instance)).toMatchObject([
      { kind: 'password_changed', email: 'ana@example.com' },
    ]);
    await signIn(site.as(null), { email: 'ana@example.com', password: newPassword, next: undefined });
  });

  test('makes open links to choose one worthless', async () => {
    const { site, ana } = await signedIn();
    await askForReset(site.as(null), 'ana@example.com');
    const secret = await secretInLetter(site.instance);
    await changePassword(ana, { password, newPassword });
    await expect(checkReset(site.as(null), secret)).rejects.toThrow('link_expired');
  });

  test('cannot be used to guess the current one', async () => {
    const { ana } = await signedIn({ RATE_LIMITS: 'on' });
    for (let index = 0; index < 8; index += 1)
      await expect(changePassword(ana, { password: 'a guess', newPassword })).rejects.toThrow(
        'wrong_password',
      );
    await expect(changePassword(ana, { password, newPassword })).rejects.toThrow('too_often');
  });

  test('is for those who are signed in', async () => {
    const { as } = await newSite();
    await expect(changePassword(as(null), { password, newPassword })).rejects.toThrow('signed_out');
  });
});

describe('changing the e-mail address', () => {
  const change = { email: 'ana@new.example.com', password };

  test('asks for the password', async () => {
    const { ana, site } = await signedIn();
    await expect(askToChangeEmail(ana, { ...change, password: 'a guess' })).rejects.toThrow('wrong_password');
    expect(await outbox(site.instance)).toEqual([]);
  });

  test('changes nothing until the link in the new mailbox is used, then tells the old one', async () => {
    const { site, ana } = await signedIn();
    await askToChangeEmail(ana, change);
    expect(await outbox(site.instance)).toMatchObject([{ kind: 'change_email', email: change.email }]);
    expect(await userWith(site.instance, 'ana@example.com')).toMatchObject({ id: 'ana' });

    await confirmEmail(site.as(null), await secretInLetter(site.instance));
    expect(await userWith(site.instance, change.email)).toMatchObject({ id: 'ana', name: 'ana' });
    expect((await outbox(site.instance)).at(-1)).toMatchObject({
      kind: 'email_changed',
      email: 'ana@example.com',
    });
    await expect(
      signIn(site.as(null), { email: 'ana@example.com', password, next: undefined }),
    ).rejects.toThrow('wrong_sign_in');
    await signIn(site.as(null), { email: change.email, password, next: undefined });
  });

  test('to that of somebody else tells them, and not who asks', async () => {
    const { site, ana } = await signedIn();
    await askToChangeEmail(ana, { ...change, email: 'ben@example.com' });
    expect(await outbox(site.instance)).toMatchObject([
      { kind: 'already_signed_up', email: 'ben@example.com' },
    ]);
  });

  test('fails when somebody took the address meanwhile', async () => {
    const { site, ana } = await signedIn();
    await withPassword(site, 'ben');
    const ben = await asDevice(site, await device(site, 'ben'));
    await askToChangeEmail(ana, change);
    const anas = await secretInLetter(site.instance);
    await askToChangeEmail(ben, change);
    await confirmEmail(site.as(null), await secretInLetter(site.instance));
    await expect(confirmEmail(site.as(null), anas)).rejects.toThrow('link_expired');
    expect(await userWith(site.instance, 'ana@example.com')).toMatchObject({ id: 'ana' });
  });

  test('makes links that went to the old address worthless', async () => {
    const { site, ana } = await signedIn();
    await askForReset(site.as(null), 'ana@example.com');
    const reset = await secretInLetter(site.instance);
    await askToChangeEmail(ana, change);
    await confirmEmail(site.as(null), await secretInLetter(site.instance));
    await expect(checkReset(site.as(null), reset)).rejects.toThrow('link_expired');
  });
});
