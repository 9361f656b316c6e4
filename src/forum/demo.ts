import { like } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import {
  complaintDecisions,
  complaints,
  follows,
  ideaDecisions,
  meToos,
  posts,
  revisions,
  solutions,
  storyConsents,
  threads,
  threadTags,
  votes,
} from '#db/schema/forum.ts';
import { endOfWorkingDay, type WorkingDays } from '#src/lib/working-days.ts';
import { indexThread } from '#src/search/threads/threads.ts';
import { slugOf } from './address.ts';
import { promisedWorkingDays } from './complaints.ts';
import type { Demo, DemoPerson, DemoThread } from './demo-files.ts';
import { renderMarkdown, rendererVersion } from './markdown.ts';
import { headingsOf } from './writing.ts';

const dayMs = 86_400_000;
/** Accounts of the demo are known by their ids. */
const demoId = (name: string) => `demo-${name}`;

/** Thrown instead of mixing the demo's people, whose password is known, with real ones. */
export class NotADemoError extends Error {
  override readonly name = 'NotADemoError';
}

/**
 * Loads the demo in one transaction; what is there already is left as it is, so loading it twice
 * changes nothing. Throws NotADemoError when the database has people of its own.
 */
export async function loadDemo(
  db: Database,
  demo: Demo,
  {
    passwordHash,
    publicUrl,
    working,
    now,
  }: { passwordHash: string; publicUrl: string; working: WorkingDays; now: number },
): Promise<void> {
  const rendered = demo.threads.map((thread) => withHtml(thread, publicUrl));
  await db.write(async (tx) => {
    const loaded = await tx.$count(users, like(users.id, demoId('%')));
    if (loaded === 0 && (await tx.$count(users)) > 0)
      throw new NotADemoError(
        'This database has people of its own, so the demo is not loaded into it. Set DATA_DIR to another folder.',
      );
    for (const person of demo.people) await writePerson(tx, person, passwordHash, now);
    for (const thread of rendered) await writeThread(tx, thread, { working, now });
  });
}

/** Of everybody in the demo. */
export const demoPassword = 'washing day';
export const demoEmail = (name: string) => `${name}@example.com`;

async function writePerson(tx: Tx, person: DemoPerson, passwordHash: string, now: number): Promise<void> {
  const { joinedDaysAgo, name, ...shown } = person;
  const joined = now - joinedDaysAgo * dayMs;
  await tx
    .insert(users)
    .values({
      ...shown,
      name,
      id: demoId(name),
      email: demoEmail(name),
      emailVerifiedAt: joined,
      passwordHash,
      createdAt: joined,
    })
    .onConflictDoNothing({ target: users.id });
}

type Rendered = ReturnType<typeof withHtml>;

function withHtml(thread: DemoThread, publicUrl: string) {
  const render = (what: keyof typeof headingsOf, source: string) => {
    const body = source.trim();
    return {
      body,
      html: renderMarkdown(body, { headings: headingsOf[what], publicUrl }),
      renderedBy: rendererVersion,
    };
  };
  return {
    ...thread,
    words: render('question', thread.body),
    posts: thread.posts.map((post) => ({
      ...post,
      words: render('reply', post.body),
      earlier: post.before === undefined ? undefined : render('reply', post.before),
    })),
  };
}

async function writeThread(
  tx: Tx,
  thread: Rendered,
  { working, now }: { working: WorkingDays; now: number },
): Promise<void> {
  const { file, title, locale, product, topic, article = null, tags, words } = thread;
  const authorId = demoId(thread.by);
  const isComplaint = thread.kind === 'complaint';
  const createdAt = now - thread.daysAgo * dayMs;
  const at = (afterMs: number) => Math.min(createdAt + afterMs, now);
  const replies = thread.posts.map((post) => ({ ...post, at: at(post.after) })).sort((a, b) => a.at - b.at);
  const answered = [
    ...replies.filter(({ official }) => official).map((reply) => reply.at),
    ...thread.outcomes.map(({ after }) => at(after)),
  ];
  const accepted = replies.flatMap(({ solution }) => (solution ? [at(solution.after)] : []));
  const [written] = await tx
    .insert(threads)
    .values({
      ...{ ...words, authorId, title, locale, product, topic, article, createdAt },
      ...{ kind: thread.kind, aim: thread.aim?.trim() ?? null, slug: slugOf(title) },
      ideaStatus: thread.kind === 'idea' ? (thread.statuses.at(-1)?.status ?? 'new') : null,
      promisedAt: isComplaint ? endOfWorkingDay(createdAt, promisedWorkingDays, working) : null,
      repliedAt: isComplaint && answered.length > 0 ? Math.min(...answered) : null,
      shownAt: thread.consent ? createdAt : null,
      activeAt: replies.at(-1)?.at ?? createdAt,
      postCount: replies.length,
      answerCount: replies.filter(({ by }) => by !== thread.by).length,
      meTooCount: thread.meToo.length,
      solvedAt: accepted.length > 0 ? Math.min(...accepted) : null,
      submission: `demo-${file}`,
    })
    .onConflictDoNothing()
    .returning({ id: threads.id });
  if (!written) return;
  const threadId = written.id;
  if (tags.length > 0) await tx.insert(threadTags).values(tags.map((tag) => ({ threadId, tag })));
  for (const name of thread.meToo)
    await tx.insert(meToos).values({ threadId, voter: `user:${demoId(name)}`, createdAt });
  for (const [index, reply] of replies.entries())
    await writeReply(tx, threadId, `demo-${file}-${index}`, reply, at);
  await writeDecisions(tx, threadId, thread, at);
  for (const name of new Set([thread.by, ...replies.map(({ by }) => by)]))
    await tx.insert(follows).values({ threadId, userId: demoId(name), createdAt });
  await indexThread(tx, threadId);
}

/** What was said about an idea or a complaint, and whether a story may be shown. */
async function writeDecisions(
  tx: Tx,
  threadId: number,
  { kind, consent, statuses, outcomes, reference, held }: Rendered,
  at: (afterMs: number) => number,
): Promise<void> {
  if (consent) await tx.insert(storyConsents).values({ threadId, answer: 'given', createdAt: at(0) });
  for (const { by, after, reason, status } of statuses)
    await tx
      .insert(ideaDecisions)
      .values({ threadId, status, reason: reason.trim(), deciderId: demoId(by), createdAt: at(after) });
  for (const { by, after, reason, outcome, clause = null } of outcomes)
    await tx.insert(complaintDecisions).values({
      ...{ threadId, outcome, clause, reason: reason.trim() },
      ...{ deciderId: demoId(by), createdAt: at(after) },
    });
  if (kind !== 'complaint') return;
  await tx.insert(complaints).values({
    ...{ threadId, reference: reference ?? null, outcome: outcomes.at(-1)?.outcome ?? null },
    ...{ held: held?.answer ?? null, heldAt: held ? at(held.after) : null },
  });
}

async function writeReply(
  tx: Tx,
  threadId: number,
  submission: string,
  reply: Rendered['posts'][number] & { at: number },
  at: (afterMs: number) => number,
): Promise<void> {
  const authorId = demoId(reply.by);
  const editedAt = reply.edited === undefined ? null : Math.max(at(reply.edited), reply.at);
  const [written] = await tx
    .insert(posts)
    .values({
      ...{ ...reply.words, threadId, authorId, editedAt, submission },
      createdAt: reply.at,
      officialAt: reply.official ? reply.at : null,
      voteCount: reply.votes.length,
    })
    .returning({ id: posts.id });
  if (!written) throw new Error(`The reply ${submission} was not written.`);
  const postId = written.id;
  for (const name of reply.votes)
    await tx.insert(votes).values({ postId, userId: demoId(name), createdAt: reply.at });
  if (reply.solution)
    await tx.insert(solutions).values({
      threadId,
      postId,
      acceptedBy: demoId(reply.solution.by),
      createdAt: Math.max(at(reply.solution.after), reply.at),
    });
  if (reply.earlier && editedAt !== null) {
    const { body, html } = reply.earlier;
    await tx
      .insert(revisions)
      .values({ threadId, postId, body, html, editorId: authorId, createdAt: editedAt });
  }
}
