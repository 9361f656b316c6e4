import type { APIRoute } from 'astro';
import { readMyReceipt } from '#src/owned/receipts.ts';

/** One's own receipt: a picture to look at, a PDF only to download, and neither ever as a page of ours. */
export const GET: APIRoute = async ({ params, locals: { ctx } }) => {
  const { type, data, name } = await readMyReceipt(ctx, params['thing'] ?? '');
  const disposition = type === 'image/jpeg' ? 'inline' : 'attachment';
  return new Response(new Uint8Array(data), {
    headers: {
      'content-type': type,
      'content-disposition': `${disposition}; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};
