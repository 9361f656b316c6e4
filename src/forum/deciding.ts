import type { Context } from '#src/accounts/context.ts';
import { requireAbility } from '#src/accounts/roles.ts';
import { answerForm, type FormState } from '#src/lib/forms.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { threadPath } from './address.ts';
import { isClause } from './clauses.ts';
import { decideComplaint } from './complaints.ts';
import { complaintDecision, IdeaDecision } from './forms.ts';
import { decideIdea } from './ideas.ts';
import { livingThread, requireKind, type Thread } from './living.ts';

/** An idea or a complaint of somebody else's, for who may decide on it. Throws Refusal as deciding does. */
export async function threadToDecide(ctx: Context, id: number): Promise<Thread> {
  const { id: actorId } = requireAbility(ctx, 'decide ideas and complaints');
  const thread = await livingThread(ctx.db.read, id);
  requireKind(thread, 'idea', 'complaint');
  if (thread.kind === 'complaint' && thread.authorId === actorId) throw new Refusal('not_allowed');
  return thread;
}

/** Answers the form that says where an idea stands or how a complaint ended. */
export function answerDeciding(
  request: Request,
  ctx: Context,
  thread: Thread,
): Promise<Response | FormState> {
  const path = `${threadPath(ctx.locale, thread)}#decisions`;
  if (thread.kind === 'idea')
    return answerForm(request, IdeaDecision, async (decision) => {
      await decideIdea(ctx, thread.id, decision);
      return path;
    });
  const schema = complaintDecision((id) => isClause(ctx.catalog, thread.product, id));
  return answerForm(request, schema, async (decision) => {
    await decideComplaint(ctx, thread.id, decision);
    return path;
  });
}
