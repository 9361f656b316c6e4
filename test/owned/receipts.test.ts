import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { receipts } from '#db/schema/owned.ts';
import { largestReceipt, readMyReceipt, readReceipt } from '#src/owned/receipts.ts';
import { addThing, changeThing, myThing, removeThing } from '#src/owned/things.ts';
import { newSite } from '#test/support/site.ts';
import { file, pdf, photo, thing } from './support.ts';

/** A picture that says it has so many pixels, in a few bytes. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

describe('a picture', () => {
  test('loses the place and the device it was taken with, and stands upright', async () => {
    const taken = await photo(800, 600);
    expect(taken.includes('Telephone')).toBe(true);
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const { type, data } = await readReceipt(file(taken));
    const kept = await sharp(data).metadata();
    expect(type).toBe('image/jpeg');
    expect(data.includes('Telephone')).toBe(false);
    expect(kept).toMatchObject({ format: 'jpeg', width: 600, height: 800 });
    expect(kept.exif ?? kept.iptc ?? kept.xmp ?? kept.orientation).toBeUndefined();
  });

  test('is kept no larger than small print needs, and never made larger', async () => {
    const large = await readReceipt(file(await photo(6_000, 1_000)));
    expect(await sharp(large.data).metadata()).toMatchObject({ width: 400, height: 2_400 });
    const small = await readReceipt(file(await photo(40, 30)));
    expect(await sharp(small.data).metadata()).toMatchObject({ width: 30, height: 40 });
  });

  test('may be PNG or WebP, whatever its name and the browser say', async () => {
    const taken = sharp(await photo());
    for (const bytes of [await taken.clone().png().toBuffer(), await taken.clone().webp().toBuffer()])
      expect((await readReceipt(file(bytes, '../../x.html', 'text/html'))).type).toBe('image/jpeg');
  });

  test.each([
    ['a HEIC picture', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'owned.receipt.heic'],
    ['a drawing', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'owned.receipt.kind'],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'owned.receipt.kind'],
    ['a GIF', () => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'owned.receipt.kind'],
    ['a program', () => Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), 'owned.receipt.kind'],
    ['an empty file', () => Buffer.alloc(0), 'owned.receipt.empty'],
    ['half a picture', async () => (await photo()).subarray(0, 1_000), 'owned.receipt.broken'],
    ['a picture that is none', () => Buffer.from('\xff\xd8\xff nothing', 'latin1'), 'owned.receipt.broken'],
    ['a picture of 900 million pixels', () => pngOf(30_000, 30_000), 'owned.receipt.pixels'],
    ['a file that is too large', () => Buffer.alloc(largestReceipt + 1, '%PDF-'), 'owned.receipt.large'],
  ])('%s is refused at its field', async (_what, bytes, key) => {
    await expect(readReceipt(file(await bytes()))).rejects.toMatchObject({ field: 'receipt', key });
  });
});

describe('a receipt', () => {
  test('is its owner’s alone', async () => {
    const { as } = await newSite();
    const id = await addThing(as('ana'), thing(), await readReceipt(file(pdf)));
    expect(await readMyReceipt(as('ana'), id)).toMatchObject({
      type: 'application/pdf',
      data: Buffer.from(pdf),
      name: 'washing-machine-w80-2024-03-01.pdf',
    });
    for (const person of ['ben', 'eli', 'mo', 'root'] as const)
      await expect(readMyReceipt(as(person), id)).rejects.toMatchObject({ reason: 'not_found' });
    await expect(readMyReceipt(as(null), id)).rejects.toMatchObject({ reason: 'signed_out' });
  });

  test('is replaced by another, removed when asked, and goes with its thing', async () => {
    const { as, instance } = await newSite();
    const ana = as('ana');
    const id = await addThing(ana, thing(), await readReceipt(file(pdf)));
    await changeThing(ana, id, thing(), await readReceipt(file(await photo())));
    expect((await myThing(ana, id)).receipt).toMatchObject({ type: 'image/jpeg' });
    await changeThing(ana, id, thing(), null);
    expect((await myThing(ana, id)).receipt).not.toBeNull();
    await changeThing(ana, id, thing({ withoutReceipt: 'yes' }), null);
    expect((await myThing(ana, id)).receipt).toBeNull();
    await changeThing(ana, id, thing(), await readReceipt(file(pdf)));
    await removeThing(ana, id);
    expect(await instance.db.read.$count(receipts)).toBe(0);
  });

  test('finds no room once its owner keeps 20 MB, and nothing of the form is kept then', async () => {
    const { as, instance } = await newSite();
    const large = { type: 'application/pdf' as const, data: Buffer.alloc(7 * 1024 * 1024, '%PDF-') };
    await addThing(as('ana'), thing(), large);
    await addThing(as('ana'), thing(), large);
    await expect(addThing(as('ana'), thing(), large)).rejects.toMatchObject({ key: 'owned.receipt.full' });
    expect(await instance.db.read.$count(receipts)).toBe(2);
    expect(await addThing(as('ben'), thing(), large)).toBeTruthy();
  });
});
