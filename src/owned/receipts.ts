import { and, eq, ne, sql } from 'drizzle-orm';
import pLimit from 'p-limit';
import type { Tx } from '#db/client.ts';
import { ownedProducts, receipts } from '#db/schema/owned.ts';
import { type Context, requireActor } from '#src/accounts/context.ts';
import { FieldFault } from '#src/lib/forms.ts';
import { Refusal } from '#src/lib/refusal.ts';

/** Bytes of one receipt as it is sent, and of all that one person keeps. */
export const largestReceipt = 8 * 1024 * 1024;
const largestKept = 20 * 1024 * 1024;
/** A picture of more pixels is refused before it is unpacked. */
const mostPixels = 40_000_000;
/** Pixels of the longer side: enough to read small print. */
const longestSide = 2_400;
const jpegQuality = 80;
const longestWorkSeconds = 15;

/** A receipt as it is kept: a picture without anything but its pixels, or a PDF as it came. */
export interface Receipt {
  type: (typeof receipts.$inferSelect)['type'];
  data: Buffer;
}

/** Unpacked pictures are large: one at a time. */
const inTurn = pLimit(1);

/**
 * Reads what somebody sent as a receipt. Pictures are written anew, so that neither the place nor the
 * device stays in them. Throws FieldFault at `receipt` for what is too large, broken, or neither.
 */
export async function readReceipt(file: File): Promise<Receipt> {
  if (file.size === 0) throw new FieldFault('receipt', 'owned.receipt.empty');
  if (file.size > largestReceipt) throw new FieldFault('receipt', 'owned.receipt.large');
  const bytes = Buffer.from(await file.arrayBuffer());
  const kind = kindOf(bytes);
  if (kind === 'pdf') return { type: 'application/pdf', data: bytes };
  if (kind === 'heic') throw new FieldFault('receipt', 'owned.receipt.heic');
  if (kind === undefined) throw new FieldFault('receipt', 'owned.receipt.kind');
  return { type: 'image/jpeg', data: await inTurn(() => written(bytes)) };
}

/** By what is in it: neither its name nor what the browser says counts. */
function kindOf(bytes: Buffer): 'picture' | 'pdf' | 'heic' | undefined {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (text(0, 5) === '%PDF-') return 'pdf';
  if (text(0, 3) === '\xff\xd8\xff' || text(0, 8) === '\x89PNG\r\n\x1a\n') return 'picture';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'picture';
  return text(4, 8) === 'ftyp' && /^(heic|heix|hevc|heim|heis|mif1|msf1)/.test(text(8, 12))
    ? 'heic'
    : undefined;
}

async function written(bytes: Buffer): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  // Only the head of the file is read here.
  const { width, height, format } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new FieldFault('receipt', 'owned.receipt.broken');
    });
  if (!['jpeg', 'png', 'webp'].includes(format)) throw new FieldFault('receipt', 'owned.receipt.kind');
  if (width * height > mostPixels) throw new FieldFault('receipt', 'owned.receipt.pixels');
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: jpegQuality, mozjpeg: true })
    .timeout({ seconds: longestWorkSeconds })
    .toBuffer()
    .catch(() => {
      throw new FieldFault('receipt', 'owned.receipt.broken');
    });
}

/** Keeps a receipt, in place of an earlier one. Throws FieldFault when its owner keeps too much already. */
export async function keepReceipt(
  tx: Tx,
  userId: string,
  ownedId: string,
  { type, data }: Receipt,
  now: number,
): Promise<void> {
  const [others] = await tx
    .select({ size: sql<number>`coalesce(sum(${receipts.size}), 0)` })
    .from(receipts)
    .innerJoin(ownedProducts, eq(ownedProducts.id, receipts.ownedId))
    .where(and(eq(ownedProducts.userId, userId), ne(receipts.ownedId, ownedId)));
  if ((others?.size ?? 0) + data.length > largestKept) throw new FieldFault('receipt', 'owned.receipt.full');
  const row = { type, data, size: data.length, createdAt: now };
  await tx
    .insert(receipts)
    .values({ ownedId, ...row })
    .onConflictDoUpdate({ target: receipts.ownedId, set: row });
}

/** The receipt of a thing of the actor's. Throws Refusal `signed_out`, `not_found`. */
export async function readMyReceipt(ctx: Context, ownedId: string): Promise<Receipt & { name: string }> {
  const { id } = requireActor(ctx);
  const [found] = await ctx.db.read
    .select({
      type: receipts.type,
      data: receipts.data,
      product: ownedProducts.product,
      on: ownedProducts.boughtOn,
    })
    .from(receipts)
    .innerJoin(ownedProducts, eq(ownedProducts.id, receipts.ownedId))
    .where(and(eq(ownedProducts.id, ownedId), eq(ownedProducts.userId, id)));
  if (!found) throw new Refusal('not_found');
  const ending = found.type === 'image/jpeg' ? 'jpg' : 'pdf';
  return { type: found.type, data: found.data, name: `${found.product}-${found.on}.${ending}` };
}
