import type { APIRoute } from 'astro';
import { answerButton } from '#src/forum/buttons.ts';
import { requireId, threadPath } from '#src/forum/address.ts';
import { followThread } from '#src/forum/follows.ts';

export const POST: APIRoute = ({ request, params, locals: { ctx, locale } }) =>
  answerButton(request, async (wanted) => {
    const thread = await followThread(ctx, requireId(params['id']), wanted);
    return threadPath(locale, thread);
  });
