import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'astro/zod';
import { isLocale, type Locale, locales } from '#src/i18n/locales.ts';
import { randomFrom, shuffled } from './random.ts';

const Doc = z.object({
  id: z.string().min(1),
  lang: z.string(),
  url: z.string(),
  title: z.string(),
  headings: z.array(z.string()),
  body: z.string(),
});
const Query = z.object({ qid: z.string(), q: z.string().min(1), rel: z.record(z.string(), z.number()) });

/** A page to be found. */
export type Doc = z.output<typeof Doc>;

/** What somebody typed; `rel` says which pages answer it, and how well. */
export type Query = z.output<typeof Query>;

export interface Corpus {
  /** The folder's own name. */
  name: string;
  /** The language that most pages have. */
  locale: Locale;
  docs: Doc[];
  queries: Query[];
}

/** A folder that cannot be measured; the message is one line for whoever named it. */
export class CorpusError extends Error {}

const sampled = /^(.+)@([1-9]\d*)$/;
const sampleSeed = 7;

/**
 * A folder, or with `folder@200` so many of its pages, drawn at random but always the same, with the
 * queries that they answer. Throws CorpusError, naming the file and line.
 */
export function readCorpus(named: string): Corpus {
  const [, folder, count] = sampled.exec(named) ?? [];
  if (folder === undefined || existsSync(named)) return readWhole(named);
  const whole = readWhole(folder);
  const docs = shuffled(randomFrom(sampleSeed), whole.docs).slice(0, Number(count));
  const ids = new Set(docs.map(({ id }) => id));
  const queries = whole.queries.filter(({ rel }) => Object.keys(rel).some((id) => ids.has(id)));
  if (queries.length === 0) throw new CorpusError(`${named}: no query is left for so few pages`);
  return { ...whole, name: `${whole.name}@${docs.length}`, docs, queries };
}

/** Reads `docs.jsonl` and `queries.jsonl`. */
function readWhole(folder: string): Corpus {
  const docs = readLines(folder, 'docs.jsonl', Doc);
  const queries = readLines(folder, 'queries.jsonl', Query);
  const ids = new Set(docs.map(({ id }) => id));
  if (ids.size < docs.length) throw new CorpusError(`${folder}/docs.jsonl names a page twice`);
  const lost = queries.find(({ rel }) => !Object.keys(rel).some((id) => ids.has(id)));
  if (lost) throw new CorpusError(`${folder}/queries.jsonl: no page answers query "${lost.qid}"`);
  return { name: basename(resolve(folder)), locale: languageOf(folder, docs), docs, queries };
}

function readLines<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): z.output<Schema>[] {
  const file = join(folder, name);
  if (!existsSync(file))
    throw new CorpusError(`${file} is missing: a corpus is docs.jsonl and queries.jsonl in one folder`);
  const lines = readFileSync(file, 'utf8').split('\n');
  const read = lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(jsonOf(line));
    if (parsed.success) return [parsed.data];
    const issue = parsed.error.issues[0];
    const where = issue?.path.length ? `"${issue.path.join('.')}"` : 'the line';
    throw new CorpusError(`${file}:${at + 1}: ${where}: ${issue?.message ?? 'not a line of a corpus'}`);
  });
  if (read.length === 0) throw new CorpusError(`${file} is empty`);
  return read;
}

/** Undefined, which no schema takes, for what is not JSON. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function languageOf(folder: string, docs: Doc[]): Locale {
  const counts = new Map<string, number>();
  for (const { lang } of docs) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]).map(([lang]) => lang);
  if (most !== undefined && isLocale(most)) return most;
  throw new CorpusError(
    `${folder}/docs.jsonl is in "${most ?? ''}": search is built for ${locales.join(', ')}`,
  );
}
