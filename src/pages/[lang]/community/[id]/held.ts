import type { APIRoute } from 'astro';
import { requireId, threadPath } from '#src/forum/address.ts';
import { answerButton } from '#src/forum/buttons.ts';
import { sayWhetherHeld } from '#src/forum/complaints.ts';

export const POST: APIRoute = ({ request, params, locals: { ctx, locale } }) =>
  answerButton(request, async (held) => {
    const thread = await sayWhetherHeld(ctx, requireId(params['id']), held);
    return `${threadPath(locale, thread)}#decisions`;
  });
