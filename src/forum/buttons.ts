import { answerForm } from '#src/lib/forms.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { Wanted } from './forms.ts';

/**
 * Answers a form that is one button: `work` does what it wants and says where to look then.
 * Throws the Refusal of `work`, and `invalid` for a form that is none.
 */
export async function answerButton(
  request: Request,
  work: (wanted: boolean) => Promise<string>,
): Promise<Response> {
  const form = await answerForm(request, Wanted, ({ to }) => work(to === 'yes'));
  if (form instanceof Response) return form;
  const { reason = 'invalid', retryAfter } = form.refusal ?? {};
  throw new Refusal(reason, retryAfter === undefined ? {} : { retryAfter });
}
