import type { APIRoute } from 'astro';
import { requireId, threadPath } from '#src/forum/address.ts';
import { answerButton } from '#src/forum/buttons.ts';
import { consentToShow } from '#src/forum/stories.ts';

export const POST: APIRoute = ({ request, params, locals: { ctx, locale } }) =>
  answerButton(request, async (given) => {
    const thread = await consentToShow(ctx, requireId(params['id']), given);
    return `${threadPath(locale, thread)}#consent`;
  });
