import type { APIRoute } from 'astro';
import { requireId, threadPath } from '#src/forum/address.ts';
import { answerButton } from '#src/forum/buttons.ts';
import { acceptSolution, withdrawSolution } from '#src/forum/solutions.ts';

export const POST: APIRoute = ({ request, params, locals: { ctx, locale } }) =>
  answerButton(request, async (accepted) => {
    const change = accepted ? acceptSolution : withdrawSolution;
    const { thread } = await change(ctx, requireId(params['post']));
    return `${threadPath(locale, thread)}${accepted ? '#solutions' : ''}`;
  });
