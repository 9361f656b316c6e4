import type { APIRoute } from 'astro';
import { requireId, threadPath } from '#src/forum/address.ts';
import { answerButton } from '#src/forum/buttons.ts';
import { haveThisToo } from '#src/forum/me-too.ts';

/** A visitor's page is everybody's: the address says to them that they were counted. */
export const POST: APIRoute = ({ request, params, locals: { ctx, locale } }) =>
  answerButton(request, async (wanted) => {
    const thread = await haveThisToo(ctx, requireId(params['id']), wanted);
    return `${threadPath(locale, thread)}${wanted && !ctx.actor ? '?counted' : ''}#me-too`;
  });
