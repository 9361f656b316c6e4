import type { z } from 'astro/zod';
import type { Key } from '../i18n/translate.ts';
import { type Reason, Refusal } from './refusal.ts';

/** A form as a page shows it: what was typed and what is wrong with it. */
export interface FormState {
  /** The first value of each field, as typed. */
  values: Record<string, string>;
  /** Every value of each field, for lists. */
  all: Record<string, string[]>;
  /** The dictionary key of each field's fault. */
  errors: Record<string, Key>;
  /** Why the whole form was refused. */
  refusal?: { reason: Reason; retryAfter: number | undefined };
  /** 200 until something is wrong. */
  status: number;
}

/** A fault of one field that only the work could find: said there, with everything typed kept. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';
  readonly field: string;
  readonly key: Key;

  constructor(field: string, key: Key) {
    super(key);
    this.field = field;
    this.key = key;
  }

  /** The server and the pages built for it each carry a copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'FieldFault';
  }
}

/** What somebody chose from their device, by the name of its field. */
export type Uploads = Record<string, File>;

/** Refusals that are said beside the form, with everything typed kept. */
const saidBesideTheForm: Reason[] = [
  'wrong_password',
  'wrong_sign_in',
  'name_taken',
  'same_words',
  'too_often',
  'email_unverified',
  'thread_locked',
  'own_post',
  'signed_out',
  'too_many_links',
  'cannot_save',
];

/**
 * Runs a page's form. A GET gives the state to show, filled from the query. A POST that fits the
 * schema calls `work` and redirects (303) to the path it returns, sends the Response it returns, or
 * shows the form again as typed when it returns null (a preview). Otherwise it gives the state to
 * show again, with status 422 or the refusal's. Messages in the schema are dictionary keys. Files reach
 * `work` alone: browsers let no page fill them in again.
 */
export async function answerForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  work: (input: z.output<Schema>, uploads: Uploads) => Promise<string | Response | null>,
): Promise<Response | FormState> {
  if (request.method !== 'POST')
    return { ...valuesOf(new URL(request.url).searchParams), errors: {}, status: 200 };
  const fields = await readForm(request);
  const typed = valuesOf(fields);
  const parsed = schema.safeParse(shaped(typed.all));
  if (!parsed.success) {
    const errors: FormState['errors'] = {};
    for (const issue of parsed.error.issues) errors[String(issue.path[0])] ??= issue.message as Key;
    return { ...typed, errors, status: 422 };
  }
  try {
    const done = await work(parsed.data, filesOf(fields));
    if (done === null) return { ...typed, errors: {}, status: 200 };
    return typeof done === 'string' ? seeOther(done) : done;
  } catch (error) {
    if (error instanceof FieldFault) return { ...typed, errors: { [error.field]: error.key }, status: 422 };
    if (!(error instanceof Refusal) || !saidBesideTheForm.includes(error.reason)) throw error;
    return {
      ...typed,
      errors: {},
      refusal: { reason: error.reason, retryAfter: error.retryAfter },
      status: error.status,
    };
  }
}

/** 303: "done, now look there"; a reload does not post again. */
export function seeOther(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location: path, ...headers } });
}

/** The fields of a POST, urlencoded or multipart. Throws Refusal `invalid` for any other body. */
export async function readForm(request: Request): Promise<URLSearchParams | FormData> {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  if (!type.startsWith('application/x-www-form-urlencoded') && !type.startsWith('multipart/form-data'))
    throw new Refusal('invalid');
  try {
    return await request.formData();
  } catch {
    throw new Refusal('invalid');
  }
}

function valuesOf(fields: URLSearchParams | FormData): Pick<FormState, 'values' | 'all'> {
  const all: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of fields.entries())
    if (typeof value === 'string') (all[name] ??= []).push(storable(value));
  return {
    all,
    values: Object.fromEntries(Object.entries(all).map(([name, [first = '']]) => [name, first])),
  };
}

/** A field left empty sends a file without a name. */
function filesOf(fields: URLSearchParams | FormData): Uploads {
  const files: Uploads = Object.create(null) as Uploads;
  for (const [name, value] of fields.entries())
    if (typeof value !== 'string' && (value.size > 0 || value.name !== '')) files[name] ??= value;
  return files;
}

/** One value as a string, several as a list: what a schema expects. */
function shaped(all: Record<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(all).map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]),
  );
}

/** Text that any database and any reader can hold: no NUL, no lone surrogates, one kind of line end. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed();
}

/** An own path to go to next, or `otherwise`: never another origin, whatever the writing. */
export function ownPath(next: string | null | undefined, otherwise: string): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return otherwise;
  const url = URL.parse(next, 'http://own.invalid');
  return url?.origin === 'http://own.invalid' && !url.pathname.startsWith('//')
    ? url.pathname + url.search + url.hash
    : otherwise;
}
