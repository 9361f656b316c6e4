import type { APIRoute } from 'astro';
import { answerButton } from '#src/forum/buttons.ts';
import { requireId, threadPath } from '#src/forum/address.ts';
import { lockThread } from '#src/forum/threads.ts';

export const POST: APIRoute = ({ request, params, locals: { ctx, locale } }) =>
  answerButton(request, async (wanted) => {
    const thread = await lockThread(ctx, requireId(params['id']), wanted);
    return threadPath(locale, thread);
  });
