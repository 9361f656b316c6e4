import type { APIRoute } from 'astro';
import { takeOut } from '#src/accounts/export.ts';

/** One's own data, as a file. */
export const GET: APIRoute = async ({ locals: { ctx } }) =>
  new Response(await takeOut(ctx), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="account-${new Date(ctx.now).toISOString().slice(0, 10)}.json"`,
      'cache-control': 'no-store',
    },
  });
