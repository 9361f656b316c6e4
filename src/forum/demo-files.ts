import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'astro/zod';
import { parse } from 'yaml';
import { localeCodes, roles } from '#db/schema/accounts.ts';
import { complaintOutcomes, ideaStatuses, threadKinds } from '#db/schema/forum.ts';

const dayMs = 86_400_000;
const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: dayMs };

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

const decided = { by: z.string(), after: span, reason: z.string().default('') };

const DemoThread = z.strictObject({
  kind: z.enum(threadKinds).default('question'),
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
  /** Of an idea: why; of a complaint: what would put it right. */
  aim: z.string().optional(),
  /** Of a story: whether a product's page may show it. */
  consent: z.boolean().default(false),
  /** Of an idea: what was said about it, the first first. */
  statuses: z.array(z.strictObject({ ...decided, status: z.enum(ideaStatuses) })).default([]),
  /** Of a complaint. */
  reference: z.string().optional(),
  outcomes: z
    .array(z.strictObject({ ...decided, outcome: z.enum(complaintOutcomes), clause: z.string().optional() }))
    .default([]),
  held: z.strictObject({ answer: z.enum(['yes', 'no']), after: span }).optional(),
});
export type DemoThread = z.output<typeof DemoThread> & { file: string };

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

async function readYaml<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}
