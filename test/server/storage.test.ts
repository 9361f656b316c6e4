import { describe, expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import type { Instance } from '#src/accounts/context.ts';
import { leaveRoom } from '#test/support/disk.ts';
import { newSite, today } from '#test/support/site.ts';

const join = ({ db }: Instance, name: string) =>
  db.write(async (tx) => {
    await tx.insert(users).values({ id: name, name, displayName: name, createdAt: today });
    await tx.update(users).set({ about: 'x'.repeat(50_000) });
  });

describe('when the disk is full', () => {
  test('a write is refused in words, and nothing of it is stored', async () => {
    const { instance } = await newSite();
    await leaveRoom(instance, 2);
    await expect(join(instance, 'late')).rejects.toMatchObject({ reason: 'cannot_save', status: 507 });
    const people = await instance.db.read.select({ id: users.id, about: users.about }).from(users);
    expect(people.map(({ id }) => id).sort()).toEqual(['ana', 'ben', 'eli', 'mo', 'root']);
    expect(people.every(({ about }) => about === '')).toBe(true);
  });

  test('writing goes on as soon as there is room again', async () => {
    const { instance } = await newSite();
    await leaveRoom(instance, 2);
    await expect(join(instance, 'early')).rejects.toMatchObject({ reason: 'cannot_save' });
    await leaveRoom(instance, null);
    await join(instance, 'early');
    expect(await instance.db.read.$count(users)).toBe(6);
    expect((await instance.db.client.execute('PRAGMA integrity_check')).rows[0]?.[0]).toBe('ok');
  });
});
