import type { APIRoute } from 'astro';
import { postPath, requireId } from '#src/forum/address.ts';
import { livingPost, rankOf } from '#src/forum/living.ts';
import { seeOther } from '#src/lib/forms.ts';

/** Leads to a reply, on whichever page of its thread it stands. */
export const GET: APIRoute = async ({ params, locals: { ctx, locale } }) => {
  const { post, thread } = await livingPost(ctx.db.read, requireId(params['post']));
  const rank = await rankOf(ctx.db.read, thread.id, post.id);
  return seeOther(postPath(locale, thread, post.id, rank));
};
