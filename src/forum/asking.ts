import type { ThreadKind } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { answerForm, type FormState } from '#src/lib/forms.ts';
import { threadPath } from './address.ts';
import { type Asked, threadForms } from './forms.ts';
import { ask } from './threads.ts';
import { preview } from './writing.ts';

/** The form that begins a thread, as its page shows it. */
export interface Asking {
  form: FormState;
  /** What was typed, rendered. */
  previewed: { title: string; html: string } | undefined;
}

/** Answers the form that begins a thread of a kind: leads to the thread, or gives what to show. */
export async function answerAsking(
  request: Request,
  ctx: Context,
  kind: ThreadKind,
): Promise<Response | Asking> {
  let previewed: Asking['previewed'];
  const form = await answerForm<(typeof threadForms)[ThreadKind]>(
    request,
    threadForms[kind],
    async (input: Asked) => {
      if (input.do === 'preview') {
        previewed = { title: input.title, html: await preview(ctx, 'question', input.body) };
        return null;
      }
      return threadPath(ctx.locale, await ask(ctx, input, kind));
    },
  );
  if (form instanceof Response) return form;
  if (request.method === 'GET' && form.values['q']) form.values['title'] ??= form.values['q'];
  return { form, previewed };
}
