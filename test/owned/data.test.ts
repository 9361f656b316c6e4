import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import { letterWishes, ownedProducts, receipts, told } from '#db/schema/owned.ts';
import { deleteAccount } from '#src/accounts/deletion.ts';
import { takeOut } from '#src/accounts/export.ts';
import { readReceipt } from '#src/owned/receipts.ts';
import { tellOwners } from '#src/owned/telling.ts';
import { addThing } from '#src/owned/things.ts';
import { asDevice, device, password, withPassword } from '#test/accounts/support.ts';
import { newSite, today } from '#test/support/site.ts';
import { file, pdf, thing } from './support.ts';

const drill = { product: 'cordless-drill-t18/T18', serial: 'T1826D01234', bought: '2026-04-02' };

/** Ana and Ben own a drill each, with a receipt, and were told of its recall. */
async function owners() {
  const site = await newSite();
  for (const person of ['ana', 'ben'] as const)
    await addThing(
      site.as(person),
      thing({ ...drill, note: `in ${person}’s shed`, wish: ['notice'] }),
      await readReceipt(file(`${pdf}% ${person}`)),
    );
  await tellOwners(site.instance, today);
  return site;
}

test('what somebody owns is in the data they take out, with its receipt, and nothing of others', async () => {
  const site = await owners();
  const text = await takeOut(site.as('ana'));
  const data = JSON.parse(text) as { things: { receipt: { base64: string } }[] };
  expect(data).toMatchObject({
    things: [
      {
        ...{ product: 'cordless-drill-t18', model: 'T18', serial: 'T1826D01234', boughtOn: '2026-04-02' },
        note: 'in ana’s shed',
        receipt: { type: 'application/pdf' },
      },
    ],
    wishedLetters: [{ kind: 'notice', createdAt: '2026-11-20T09:00:00.000Z' }],
    told: [{ event: 'notice:recall-battery-b18-4:ana' }],
  });
  expect(Buffer.from(data.things[0]?.receipt.base64 ?? '', 'base64').toString()).toBe(`${pdf}% ana`);
  expect(text).not.toContain('ben');
});

test('it all goes with the account, receipts included, and that of others stays', async () => {
  const site = await owners();
  await withPassword(site, 'ana');
  await deleteAccount(await asDevice(site, await device(site, 'ana')), password);
  const { read } = site.instance.db;
  expect(await read.select({ userId: ownedProducts.userId }).from(ownedProducts)).toEqual([
    { userId: 'ben' },
  ]);
  expect(await read.$count(receipts)).toBe(1);
  expect(await read.select({ userId: letterWishes.userId }).from(letterWishes)).toEqual([{ userId: 'ben' }]);
  expect(await read.select({ userId: told.userId }).from(told)).toEqual([{ userId: 'ben' }]);
});

test('nothing is left of an account that was never confirmed', async () => {
  const { instance } = await owners();
  await instance.db.write((tx) => tx.delete(users).where(eq(users.id, 'ana')));
  for (const table of [ownedProducts, receipts, letterWishes, told])
    expect(await instance.db.read.$count(table)).toBe(1);
});
