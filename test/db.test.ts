import { expect, test } from 'vitest';
import { onEveryConnection } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { newSite, today } from '#test/support/site.ts';

test('every pooled connection waits for the disk and checks foreign keys', async () => {
  const { instance } = await newSite();
  const seen: unknown[] = [];
  await onEveryConnection(instance.db.client, async () => {
    const [synchronous, keys, mode] = await Promise.all(
      ['synchronous', 'foreign_keys', 'journal_mode'].map((name) =>
        instance.db.client.execute(`PRAGMA ${name}`),
      ),
    );
    seen.push([synchronous?.rows[0]?.[0], keys?.rows[0]?.[0], mode?.rows[0]?.[0]]);
  });
  expect(seen).toEqual([
    [2, 1, 'wal'],
    [2, 1, 'wal'],
  ]);
});

test('two hundred writes at once, with reads between them, all succeed', async () => {
  const { instance } = await newSite();
  const writes = Array.from({ length: 200 }, (_, index) =>
    instance.db.write((tx) =>
      tx.insert(users).values({ id: `p${index}`, name: `p${index}`, displayName: 'P', createdAt: today }),
    ),
  );
  const reads = Array.from({ length: 200 }, () =>
    instance.db.read.select({ id: users.id }).from(users).limit(1),
  );
  await Promise.all([...writes, ...reads]);
  expect(await instance.db.read.$count(users)).toBe(205);
});

test('a failing write leaves nothing behind and does not stop the line', async () => {
  const { instance } = await newSite();
  const failing = instance.db.write(async (tx) => {
    await tx.insert(users).values({ id: 'lost', name: 'lost', displayName: 'Lost', createdAt: today });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await instance.db.write((tx) =>
    tx.insert(users).values({ id: 'kept', name: 'kept', displayName: 'Kept', createdAt: today }),
  );
  const names = await instance.db.read.select({ id: users.id }).from(users);
  expect(names.map(({ id }) => id)).toContain('kept');
  expect(names.map(({ id }) => id)).not.toContain('lost');
});
