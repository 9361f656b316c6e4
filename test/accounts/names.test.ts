import { expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { freeHandle, handleFor } from '#src/accounts/names.ts';
import { newSite, today } from '#test/support/site.ts';

test.each([
  ['Ana Kovács', 'ana-kovacs'],
  ['Ελένη Παπαδοπούλου', 'eleni-papadopoulou'],
  ['Årsta Bjørk', 'arsta-bjork'],
  ['  J. R. "Bob" Dobbs  ', 'j-r-bob-dobbs'],
  ['Bo', 'member-bo'],
  ['李小龍', 'member'],
  ['Admin', 'member-admin'],
  ['New-comer', 'member-new-comer'],
  ['A very long name that goes on and on', 'a-very-long-name-that-go'],
  ['../../etc/passwd', 'etc-passwd'],
])('%s is found under %s', (displayName, handle) => {
  expect(handleFor(displayName)).toBe(handle);
  expect(handle).toMatch(/^[a-z0-9](?:[a-z0-9-]{1,22})[a-z0-9]$/);
});

test('people of the same name are numbered, and the number fits', async () => {
  const { instance } = await newSite();
  const long = 'x'.repeat(30);
  const given = await instance.db.write(async (tx) => {
    const handles: string[] = [];
    for (let index = 0; index < 15; index += 1) {
      const name = await freeHandle(tx, long);
      handles.push(name);
      await tx.insert(users).values({ id: `x${index}`, name, displayName: long, createdAt: today });
    }
    return handles;
  });
  expect(given.slice(0, 3)).toEqual(['x'.repeat(24), `${'x'.repeat(22)}-2`, `${'x'.repeat(22)}-3`]);
  expect(new Set(given).size).toBe(15);
  for (const handle of given) expect(handle.length).toBeLessThanOrEqual(24);
});
