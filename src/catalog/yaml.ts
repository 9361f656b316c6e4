import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'astro/zod';
import { LineCounter, parseDocument } from 'yaml';
import type { ContentProblem } from './problems.ts';

/** Reads a YAML file of the content folder against a schema; undefined, and reported, when it is missing or does not fit. */
export function readYaml<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
  problems: ContentProblem[],
): z.output<Schema> | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) {
    problems.push({ file, line: 1, field: '', message: 'is missing: every content folder needs it' });
    return undefined;
  }
  return parseYaml(readFileSync(path, 'utf8'), file, 0, schema, problems);
}

/** Parses YAML against a schema; `offset` is the number of lines above it in the file. */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  offset: number,
  schema: Schema,
  problems: ContentProblem[],
): z.output<Schema> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (position: number | undefined) =>
    offset + (position === undefined ? 1 : lines.linePos(position).line);
  for (const error of document.errors)
    problems.push({
      file,
      line: lineAt(error.pos[0]),
      field: '',
      message: `is not valid YAML: ${error.message.replace(/ at line \d+, column \d+:[\s\S]*/, '')}`,
    });
  if (document.errors.length > 0) return undefined;
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String);
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of unknown) {
      const field = key === undefined ? path : [...path, key];
      problems.push({
        file,
        line: lineAt(positionOf(document, issue.path, key)),
        field: field.join('.'),
        message:
          key === undefined
            ? wordsFor(issue)
            : 'is not a field of this kind of file: remove it or mend its spelling',
      });
    }
  }
  return undefined;
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined)
    return 'is missing: add it';
  if (issue.code === 'invalid_type' && issue.message.includes('undefined')) return 'is missing: add it';
  return issue.message;
}

/** Where a field (or the nearest parent that exists) stands in the text. */
function positionOf(
  document: ReturnType<typeof parseDocument>,
  path: PropertyKey[],
  key?: string,
): number | undefined {
  for (let length = path.length + (key === undefined ? 0 : 1); length > 0; length -= 1) {
    const node = document.getIn([...path, ...(key === undefined ? [] : [key])].slice(0, length), true) as
      { range?: number[] } | undefined;
    if (node?.range) return node.range[0];
  }
  return undefined;
}

/** The line on which a value stands, found by its path; that of the nearest parent where it stands nowhere. */
export function lineOfPath(folder: string, file: string, path: readonly (string | number)[]): number {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, file), 'utf8'), { lineCounter: lines });
  const position = positionOf(document, [...path]);
  return position === undefined ? 1 : lines.linePos(position).line;
}

/** The names of the files of a folder that end so, in order; none where there is no folder. */
export async function filesIn(folder: string, ending: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith(ending)).sort();
}

/** The line on which a file sets a field of its own. */
export function lineOf(folder: string, file: string, field: string): number {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.startsWith(`${field}:`)) + 1 || 1;
}
