import { describe, expect, test } from 'vitest';
import { hashPassword, isCommonPassword, isRightPassword } from '#src/accounts/passwords.ts';

describe('passwords at rest', () => {
  test('are argon2id with at least 19 MiB, two passes and one lane, salted', async () => {
    const [one, other] = await Promise.all([hashPassword('ένα μυστικό'), hashPassword('ένα μυστικό')]);
    const [, memory] = /^\$argon2id\$v=19\$m=(\d+),t=2,p=1\$/.exec(one) ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1_024);
    expect(one).not.toBe(other);
  });

  test('are never cut short: the last of 200 characters counts', async () => {
    const long = '😀'.repeat(199);
    const stored = await hashPassword(`${long}a`);
    expect(await isRightPassword(stored, `${long}a`)).toBe(true);
    expect(await isRightPassword(stored, `${long}b`)).toBe(false);
  });

  test('are the same however a keyboard composes its accents', async () => {
    const stored = await hashPassword('jelszó-jelszó'.normalize('NFD'));
    expect(await isRightPassword(stored, 'jelszó-jelszó'.normalize('NFC'))).toBe(true);
  });
});

test('nobody has the right password where none is stored', async () => {
  expect(await isRightPassword(null, 'correct horse battery')).toBe(false);
});

test('fifty people at once are all answered', async () => {
  const stored = await hashPassword('correct horse battery');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      isRightPassword(stored, index % 2 ? 'correct horse battery' : 'no'),
    ),
  );
  expect(answers.filter(Boolean)).toHaveLength(25);
});

test('passwords that many people use are known, whatever the case', () => {
  for (const password of ['1234567890', 'qwertyuiop', 'QwertyUIOP', 'password123', 'iloveyou123'])
    expect([password, isCommonPassword(password)]).toEqual([password, true]);
  expect(isCommonPassword('a kettle sings at noon')).toBe(false);
});

test('a flood of hashing is refused before it fills the memory', async () => {
  const flood = Array.from({ length: 150 }, async () => isRightPassword(null, 'x'));
  await expect(Promise.all(flood)).rejects.toMatchObject({ reason: 'too_often', retryAfter: 5 });
});
