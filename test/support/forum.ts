import { users } from '#db/schema/accounts.ts';
import type { ThreadKind } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import type { Addressed } from '#src/forum/address.ts';
import { type Asked, Question, Reply, threadForms } from '#src/forum/forms.ts';
import type { PlacedPost } from '#src/forum/living.ts';
import { reply } from '#src/forum/posts.ts';
import { ask } from '#src/forum/threads.ts';
import { type TestSite, today } from './site.ts';

let made = 0;

/** What the ask form sends, unless said otherwise. */
export function questionForm(fields: Record<string, string> = {}): Question {
  made += 1;
  return Question.parse({
    title: `My washing machine does not drain (${made})`,
    body: 'The drum is a third full of water and the display shows E18.',
    product: 'washing-machine-w80',
    topic: 'drainage',
    ...fields,
  });
}

/** What the reply form sends, unless said otherwise. */
export function replyForm(body?: string, fields: Record<string, string> = {}): Reply {
  made += 1;
  return Reply.parse({ body: body ?? `Clean the filter first (${made}).`, ...fields });
}

export function newThread(ctx: Context, fields: Record<string, string> = {}): Promise<Addressed> {
  return ask(ctx, questionForm(fields));
}

/** What the form of a kind sends, unless said otherwise. */
export function formOf<Kind extends ThreadKind>(kind: Kind, fields: Record<string, string> = {}): Asked {
  made += 1;
  return threadForms[kind].parse({
    title: `Something about my washing machine (${made})`,
    body: 'It washes, and now and then it sings about it.',
    product: 'washing-machine-w80',
    aim: 'So that we hear it from the garden.',
    ...fields,
  });
}

export function newIdea(ctx: Context, fields: Record<string, string> = {}): Promise<Addressed> {
  return ask(ctx, formOf('idea', fields), 'idea');
}

export function newStory(ctx: Context, fields: Record<string, string> = {}): Promise<Addressed> {
  return ask(ctx, formOf('story', fields), 'story');
}

export function newComplaint(ctx: Context, fields: Record<string, string> = {}): Promise<Addressed> {
  return ask(ctx, formOf('complaint', fields), 'complaint');
}

export function newReply(
  ctx: Context,
  thread: Addressed,
  body?: string,
  fields?: Record<string, string>,
): Promise<PlacedPost> {
  return reply(ctx, thread.id, replyForm(body, fields));
}

/** So many more customers, each as the context of a request. */
export async function manyPeople(site: TestSite, count: number): Promise<Context[]> {
  const people = Array.from({ length: count }, (_, index) => `person${index}`);
  await site.instance.db.write((tx) =>
    tx.insert(users).values(
      people.map((id) => ({
        id,
        name: id,
        displayName: `Person ${id}`,
        email: `${id}@example.com`,
        emailVerifiedAt: today,
        createdAt: today - 40 * 86_400_000,
      })),
    ),
  );
  const ben = site.as('ben');
  return people.map((id) => ({ ...ben, actor: ben.actor && { ...ben.actor, id, name: id } }));
}
