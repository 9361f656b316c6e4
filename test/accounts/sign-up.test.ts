import { describe, expect, test } from 'vitest';
import { tokens } from '#db/schema/accounts.ts';
import { SignUp } from '#src/accounts/forms.ts';
import { publicPerson } from '#src/accounts/people.ts';
import { signIn } from '#src/accounts/sign-in.ts';
import { confirmEmail, readConfirmation, sendVerification, signUp } from '#src/accounts/sign-up.ts';
import { newSite, today } from '#test/support/site.ts';
import { asDevice, outbox, password, secretInLetter, userWith, whoIs, withPassword } from './support.ts';

const nora = { displayName: 'Νόρα Παπά', email: 'nora@example.com', password, next: undefined };

describe('signing up', () => {
  test('makes a customer whose address waits for the link in a letter', async () => {
    const { instance, as } = await newSite();
    await signUp(as(null, { locale: 'el' }), nora);
    expect(await userWith(instance, nora.email)).toMatchObject({ role: 'customer', emailVerifiedAt: null });
    expect(await outbox(instance)).toMatchObject([{ kind: 'verify_email', email: nora.email, locale: 'el' }]);

    await confirmEmail(as(null), await secretInLetter(instance));
    expect(await userWith(instance, nora.email)).toMatchObject({ emailVerifiedAt: today, name: 'nora-papa' });
  });

  test('keeps no password and no link in clear', async () => {
    const { instance, as } = await newSite();
    await signUp(as(null), nora);
    const secret = await secretInLetter(instance);
    const user = await userWith(instance, nora.email);
    expect(user?.passwordHash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(await instance.db.read.select().from(tokens))).not.toContain(secret);
    expect(secret).toHaveLength(32);
  });

  test('leads back to where the person was', async () => {
    const { instance, as } = await newSite();
    await signUp(as(null), { ...nora, next: '/en/community/ask/?product=washing-machine-w80' });
    const [letter] = await outbox(instance);
    expect(letter?.data['link']).toMatch(
      /\?next=%2Fen%2Fcommunity%2Fask%2F%3Fproduct%3Dwashing-machine-w80$/,
    );
  });

  test('with a known address tells its owner alone, and changes nothing', async () => {
    const site = await newSite();
    await withPassword(site, 'ana');
    await signUp(site.as(null), { ...nora, email: 'ana@example.com', password: 'another password' });
    const letters = await outbox(site.instance);
    expect(letters).toMatchObject([{ kind: 'already_signed_up', email: 'ana@example.com', locale: 'hu' }]);
    await signIn(site.as(null), { email: 'ana@example.com', password, next: undefined });
  });

  test('again before the address is confirmed: the newest counts, the older link and its sessions are over', async () => {
    const site = await newSite();
    const { instance, as } = site;
    await signUp(as(null), { ...nora, password: 'chosen by a stranger' });
    const older = await secretInLetter(instance);
    const strangers = (
      await signIn(as(null), { email: nora.email, password: 'chosen by a stranger', next: undefined })
    ).split(';')[0];
    await signUp(as(null), nora);
    await expect(confirmEmail(as(null), older)).rejects.toThrow('link_expired');
    expect(await whoIs(instance, strangers ?? '')).toBeNull();
    await confirmEmail(as(null), await secretInLetter(instance));
    await expect(
      signIn(as(null), { email: nora.email, password: 'chosen by a stranger', next: undefined }),
    ).rejects.toThrow('wrong_sign_in');
    await signIn(as(null), { email: nora.email, password, next: undefined });
  });

  test('is possible a few times an hour from one address', async () => {
    const { as } = await newSite({ RATE_LIMITS: 'on' });
    for (let index = 0; index < 5; index += 1)
      await signUp(as(null), { ...nora, email: `nora${index}@example.com` });
    const sixth = signUp(as(null), { ...nora, email: 'nora6@example.com' });
    await expect(sixth).rejects.toMatchObject({ reason: 'too_often', status: 429 });
    await signUp(as(null, { address: '192.0.2.99' }), { ...nora, email: 'nora6@example.com' });
  });

  test('one address gets a few letters an hour, whoever asks', async () => {
    const { as } = await newSite({ RATE_LIMITS: 'on' });
    for (let index = 0; index < 4; index += 1) await signUp(as(null, { address: `192.0.2.${index}` }), nora);
    await expect(signUp(as(null, { address: '192.0.2.50' }), nora)).rejects.toThrow('too_often');
  });
});

describe('a link to confirm an address', () => {
  test('is not used up by looking at it: mail scanners look too', async () => {
    const { instance, as } = await newSite();
    await signUp(as(null), nora);
    const secret = await secretInLetter(instance);
    expect(await readConfirmation(as(null), secret)).toEqual({ email: nora.email });
    expect(await readConfirmation(as(null), secret)).toEqual({ email: nora.email });
    await confirmEmail(as(null), secret);
  });

  test('works once, for 24 hours', async () => {
    const { instance, as } = await newSite();
    await signUp(as(null), nora);
    const secret = await secretInLetter(instance);
    const later = as(null, { now: today + 24 * 3_600_000 });
    await expect(confirmEmail(later, secret)).rejects.toThrow('link_expired');
    await confirmEmail(as(null), secret);
    await expect(confirmEmail(as(null), secret)).rejects.toMatchObject({
      reason: 'link_expired',
      status: 410,
    });
    await expect(readConfirmation(as(null), secret)).rejects.toThrow('link_expired');
  });

  test('is sent again on request, and the older one dies', async () => {
    const site = await newSite();
    const { instance, as } = site;
    await signUp(as(null), nora);
    const older = await secretInLetter(instance);
    const cookie = await signIn(as(null), { email: nora.email, password, next: undefined });
    await sendVerification(await asDevice(site, cookie));
    const newer = await secretInLetter(instance);
    expect(newer).not.toBe(older);
    await expect(confirmEmail(as(null), older)).rejects.toThrow('link_expired');
    await confirmEmail(as(null), newer);
  });
});

describe('before the address is confirmed', () => {
  test('nobody sees the person, not even that they signed up', async () => {
    const { instance, as } = await newSite();
    await signUp(as(null), nora);
    const user = await userWith(instance, nora.email);
    await expect(publicPerson(as(null), user?.name ?? '')).rejects.toThrow('not_found');
    await expect(publicPerson(as(null), 'nora-papa')).rejects.toThrow('not_found');
  });
});

describe('the form', () => {
  const faults = (fields: object) => {
    const parsed = SignUp.safeParse({ displayName: 'Nora', email: 'nora@example.com', password, ...fields });
    const first = new Map<unknown, string>();
    for (const { path, message } of parsed.error?.issues ?? [])
      if (!first.has(path[0])) first.set(path[0], message);
    return [...first];
  };

  test('takes a fixed list of fields', () => {
    const parsed = SignUp.parse({ ...nora, role: 'admin', emailVerifiedAt: 1, id: 'root' });
    expect(Object.keys(parsed).sort()).toEqual(['displayName', 'email', 'next', 'password']);
  });

  test.each([
    ['short12345', []],
    ['short1234', [['password', 'accounts.password.short']]],
    ['😀'.repeat(10), []],
    ['x'.repeat(199) + ' ', []],
    ['x'.repeat(201), [['password', 'accounts.password.long']]],
    ['all lower case', []],
    ['Password123', [['password', 'accounts.password.common']]],
    ['NORA@example.com', [['password', 'accounts.password.email']]],
  ])('the password %s', (typed, expected) => {
    expect(faults({ password: typed })).toEqual(expected);
  });

  test.each([
    ['Nora@Example.COM ', []],
    ['νόρα@παράδειγμα.ελ', []],
    ['nora', [['email', 'accounts.email.shape']]],
    ['nora@', [['email', 'accounts.email.shape']]],
    ['nora@example', [['email', 'accounts.email.shape']]],
    ['a@b@example.com', [['email', 'accounts.email.shape']]],
    ['nora@example.com\nBcc: all@example.com', [['email', 'accounts.email.shape']]],
    [`${'n'.repeat(250)}@example.com`, [['email', 'accounts.email.long']]],
    [['a@example.com', 'b@example.com'], [['email', 'accounts.email.missing']]],
  ])('the address %s', (email, expected) => {
    expect(faults({ email })).toEqual(expected);
  });

  test('compares addresses in lower case', () => {
    expect(SignUp.parse({ ...nora, email: ' Nora@Example.COM ' }).email).toBe('nora@example.com');
  });

  test.each([
    ['  Nora \n Papa ', []],
    ['李小龍', []],
    ['👩‍🔧', [['displayName', 'accounts.name.shape']]],
    ['nora@example.com', [['displayName', 'accounts.name.shape']]],
    ['Nora\u202eapaP', [['displayName', 'accounts.name.shape']]],
    ['   ', [['displayName', 'accounts.name.missing']]],
    ['n'.repeat(61), [['displayName', 'accounts.name.long']]],
  ])('the name %s', (displayName, expected) => {
    expect(faults({ displayName })).toEqual(expected);
  });
});
