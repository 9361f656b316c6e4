import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createPerson, listPeople, setRole } from '#src/accounts/operator.ts';
import { checkReset, chooseNewPassword } from '#src/accounts/reset.ts';
import { signIn } from '#src/accounts/sign-in.ts';
import { newSite, today } from '#test/support/site.ts';
import { password } from './support.ts';

const nora = { email: 'nora@example.com', displayName: 'Nora', role: 'expert', locale: 'en' } as const;

describe('whoever holds the machine', () => {
  test('makes a person, who chooses the password by a link that works once, for a day', async () => {
    const { instance, as } = await newSite();
    const { name, link } = await createPerson(instance, { ...nora, password: null }, today);
    expect([name, link]).toEqual(['nora', expect.stringMatching(/^\/en\/reset-password\/[a-z2-7]{32}\/$/)]);
    const secret = link?.split('/')[3] ?? '';
    await checkReset(as(null, { now: today + 23 * 3_600_000 }), secret);
    await expect(checkReset(as(null, { now: today + 24 * 3_600_000 }), secret)).rejects.toThrow(
      'link_expired',
    );
    await chooseNewPassword(as(null), secret, password);
    await signIn(as(null), { email: nora.email, password, next: undefined });
    await expect(checkReset(as(null), secret)).rejects.toThrow('link_expired');
  });

  test('makes nobody twice', async () => {
    const { instance } = await newSite();
    const again = createPerson(instance, { ...nora, email: 'ana@example.com', password }, today);
    await expect(again).rejects.toThrow('name_taken');
  });

  test('gives roles to people who exist, and lists who has which', async () => {
    const { instance } = await newSite();
    await setRole(instance, 'ana@example.com', 'expert', today);
    await expect(setRole(instance, 'nobody@example.com', 'expert', today)).rejects.toThrow('not_found');
    expect(await listPeople(instance, 'expert')).toMatchObject([{ name: 'ana' }, { name: 'eli' }]);
    expect(await listPeople(instance)).toHaveLength(5);
  });
});

describe('npm run person', () => {
  const run = promisify(execFile);

  test('makes the first admin of a site, strictly, and says how it ended', async () => {
    const { instance } = await newSite();
    const { dataDir } = instance.settings;
    const env = {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      PUBLIC_URL: 'https://help.example.com',
    };
    const person = async (args: string[], input = '') => {
      const running = run(process.execPath, ['scripts/person.ts', ...args], { env });
      running.child.stdin?.end(input);
      return running.then(
        ({ stdout }) => ({ code: 0, said: stdout }),
        ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
      );
    };

    const [admin, weak, king, crown] = await Promise.all([
      person(['create', '--role', 'admin', '--email', 'Rut@example.com']),
      person(['create', '--email', 'nora@example.com', '--password-stdin'], 'password123\n'),
      person(['role', '--email', 'ana@example.com', '--role', 'king']),
      person(['crown']),
    ]);
    expect(admin.code).toBe(0);
    expect(admin.said).toMatch(/https:\/\/help\.example\.com\/en\/reset-password\/[a-z2-7]{32}\/\n$/);
    expect(weak).toEqual({
      code: 1,
      said: expect.stringContaining('Many people use this password') as string,
    });
    expect(king).toEqual({ code: 1, said: expect.stringContaining('There is no role "king"') as string });
    expect(crown).toMatchObject({ code: 2 });
    expect(await listPeople(instance, 'admin')).toMatchObject([
      { email: 'root@example.com' },
      { email: 'rut@example.com' },
    ]);
    const log = readFileSync(join(dataDir, 'person.log'), 'utf8');
    expect(log).toContain('"role":"admin"');
    expect(log).not.toContain('example.com');
  });
});
