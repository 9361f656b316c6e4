import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'astro/zod';
import { like } from 'drizzle-orm';
import { parse } from 'yaml';
import type { Database, Tx } from '#db/client.ts';
import { localeCodes, roles, users } from '#db/schema/accounts.ts';
import {
  follows,
  meToos,
  posts,
  revisions,
  solutions,
  threads,
  threadTags,
  votes,
} from '#db/schema/forum.ts';
import { indexThread } from '#src/search/threads/threads.ts';
import { slugOf } from './address.ts';
import { renderMarkdown, rendererVersion } from './markdown.ts';
import { headingsOf } from './writing.ts';

const dayMs = 86_400_000;
const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: dayMs };
/** Accounts of the demo are known by their ids. */
const demoId = (name: string) => `demo-${name}`;

/** "40m", "3h", "2d" as milliseconds. */
const span = z
  .string()
  .regex(/^\d+[mhd]$/, 'must be a span such as 40m, 3h or 2d')
  .transform((text) => Number(text.slice(0, -1)) * (unitMs[text.slice(-1)] ?? 0));
const names = z.array(z.string()).default([]);

const DemoPerson = z.strictObject({
  name: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  locale: z.enum(localeCodes),
  joinedDaysAgo: z.number(),
  about: z.string().default(''),
});
export type DemoPerson = z.output<typeof DemoPerson>;

const DemoPost = z.strictObject({
  by: z.string(),
  /** Spans are counted from the question. */
  after: span,
  body: z.string(),
  official: z.boolean().default(false),
  votes: names,
  solution: z.strictObject({ by: z.string(), after: span }).optional(),
  edited: span.optional(),
  /** The wording before it was edited. */
  before: z.string().optional(),
});

const DemoThread = z.strictObject({
  locale: z.enum(localeCodes),
  product: z.string().nullable(),
  topic: z.string().nullable(),
  article: z.string().optional(),
  tags: names,
  by: z.string(),
  daysAgo: z.number(),
  title: z.string(),
  body: z.string(),
  meToo: names,
  posts: z.array(DemoPost).default([]),
});
type DemoThread = z.output<typeof DemoThread> & { file: string };

/** A believable community, as data. */
export interface Demo {
  people: DemoPerson[];
  threads: DemoThread[];
}

/** Reads `db/seed`. Throws an error that names the file and the field when something is wrong there. */
export async function readDemo(folder: string): Promise<Demo> {
  const people = await readYaml(join(folder, 'people.yaml'), z.array(DemoPerson));
  const files = (await readdir(join(folder, 'threads'))).filter((name) => name.endsWith('.yaml')).sort();
  const read = await Promise.all(
    files.map(async (name) => ({
      ...(await readYaml(join(folder, 'threads', name), DemoThread)),
      file: basename(name, '.yaml'),
    })),
  );
  return { people, threads: read };
}

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
  { passwordHash, publicUrl, now }: { passwordHash: string; publicUrl: string; now: number },
): Promise<void> {
  const rendered = demo.threads.map((thread) => withHtml(thread, publicUrl));
  await db.write(async (tx) => {
    const loaded = await tx.$count(users, like(users.id, demoId('%')));
    if (loaded === 0 && (await tx.$count(users)) > 0)
      throw new NotADemoError(
        'This database has people of its own, so the demo is not loaded into it. Set DATA_DIR to another folder.',
      );
    for (const person of demo.people) await writePerson(tx, person, passwordHash, now);
    for (const thread of rendered) await writeThread(tx, thread, now);
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

async function writeThread(tx: Tx, thread: Rendered, now: number): Promise<void> {
  const { file, title, locale, product, topic, article = null, tags, words } = thread;
  const authorId = demoId(thread.by);
  const createdAt = now - thread.daysAgo * dayMs;
  const at = (afterMs: number) => Math.min(createdAt + afterMs, now);
  const replies = thread.posts.map((post) => ({ ...post, at: at(post.after) })).sort((a, b) => a.at - b.at);
  const accepted = replies.flatMap(({ solution }) => (solution ? [at(solution.after)] : []));
  const [written] = await tx
    .insert(threads)
    .values({
      ...{ ...words, authorId, title, locale, product, topic, article, createdAt },
      slug: slugOf(title),
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
  for (const name of new Set([thread.by, ...replies.map(({ by }) => by)]))
    await tx.insert(follows).values({ threadId, userId: demoId(name), createdAt });
  await indexThread(tx, threadId);
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

async function readYaml<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}
