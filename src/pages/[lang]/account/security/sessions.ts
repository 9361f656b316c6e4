import type { APIRoute } from 'astro';
import { EndSession } from '#src/accounts/forms.ts';
import { endOtherSessions, endSession } from '#src/accounts/sessions.ts';
import { answerForm } from '#src/lib/forms.ts';
import { Refusal } from '#src/lib/refusal.ts';

/** Signs one of one's own devices out, or all but this one. */
export const POST: APIRoute = async ({ request, locals: { ctx, locale } }) => {
  const done = await answerForm(request, EndSession, async ({ session }) => {
    if (session === 'others') await endOtherSessions(ctx);
    else await endSession(ctx, session);
    return `/${locale}/account/security/?done=${session === 'others' ? 'others' : 'ended'}`;
  });
  if (done instanceof Response) return done;
  throw new Refusal('invalid');
};
