import type { APIRoute } from 'astro';
import { readForm } from '#src/lib/forms.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { Choice, noteChoice } from '#src/search/choices.ts';

/** Sent by a list of results on the way out: nobody waits for the answer. */
export const POST: APIRoute = async ({ request, locals: { ctx } }) => {
  const choice = Choice.safeParse(Object.fromEntries(await readForm(request)));
  if (!choice.success) throw new Refusal('invalid');
  await noteChoice(ctx, choice.data);
  return new Response(null, { status: 204 });
};
