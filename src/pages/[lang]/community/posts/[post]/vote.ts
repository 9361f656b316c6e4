import type { APIRoute } from 'astro';
import { postPath, requireId } from '#src/forum/address.ts';
import { answerButton } from '#src/forum/buttons.ts';
import { voteOnPost } from '#src/forum/votes.ts';

export const POST: APIRoute = ({ request, params, locals: { ctx, locale } }) =>
  answerButton(request, async (helped) => {
    const { thread, postId, rank } = await voteOnPost(ctx, requireId(params['post']), helped);
    return postPath(locale, thread, postId, rank);
  });
