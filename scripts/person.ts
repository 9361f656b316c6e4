/** Makes accounts, gives roles, lists people: `npm run person -- --help`. */
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { z } from 'astro/zod';
import { pino } from 'pino';
import { migrateDatabase, openDatabase } from '#db/client.ts';
import { type Role, roles } from '#db/schema/accounts.ts';
import { DisplayName, Email, NewPassword } from '#src/accounts/forms.ts';
import { createPerson, listPeople, setRole } from '#src/accounts/operator.ts';
import { defaultLocale, isLocale, type Locale, locales } from '#src/i18n/locales.ts';
import { type Key, translator } from '#src/i18n/translate.ts';
import { type Reason, Refusal } from '#src/lib/refusal.ts';
import { loadDotEnv, readSettings, type Settings } from '#src/lib/settings.ts';
import { run } from './run.ts';

const help = `Usage: npm run person -- <command> [options]

  create --email <address> [--role <role>] [--name <display name>] [--locale <language>] [--password-stdin]
      Makes a confirmed account. The password is read from standard input; without --password-stdin
      a link is printed by which its owner chooses one. The link works once, for 24 hours.
  role --email <address> --role <role>
      Gives somebody another role, signs them out everywhere and tells them by letter.
  list [--role <role>]
      Lists everybody with an account.

  --json   prints one JSON value, for programs
  --help   prints this

Roles: ${roles.join(', ')}. Languages: ${locales.join(', ')}.
Exit codes: 0 done, 1 not done (the reason is printed), 2 the command was not understood.`;

/** It cannot be done; the message says why. */
class NotDone extends Error {}
const { values, positionals } = readCommandLine();
type Site = Parameters<typeof createPerson>[0];

const commands: Record<string, (site: Site, settings: Settings) => Promise<void>> = { create, role, list };

await run(async () => {
  const command = commands[positionals[0] ?? ''];
  if (values.help || !command) {
    console.log(help);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  loadDotEnv();
  const settings = readSettings(process.env);
  const log = pino(
    { base: null },
    pino.destination({ dest: join(settings.dataDir, 'person.log'), mkdir: true }),
  );
  const db = await openDatabase(settings.databaseUrl);
  try {
    await migrateDatabase(db);
    await command({ db, log }, settings);
  } finally {
    await db.close();
  }
}, [NotDone]);

async function create(site: Site, { publicUrl }: Settings): Promise<void> {
  const email = asked(Email, values.email ?? '');
  const person = {
    email,
    displayName: asked(DisplayName, values.name ?? email.split('@')[0] ?? ''),
    role: values.role === undefined ? 'customer' : askedRole(values.role),
    locale: askedLocale(values.locale ?? defaultLocale),
    password: values['password-stdin'] ? asked(NewPassword, await readPassword()) : null,
  } as const;
  const created = await unless('name_taken', `${email} has an account already.`, () =>
    createPerson(site, person, Date.now()),
  );
  const link = created.link && publicUrl + created.link;
  if (values.json) console.log(JSON.stringify({ ...created, email, role: person.role, link }));
  else console.log(`${email} has an account: ${created.name}, ${person.role}.`);
  if (link && !values.json) console.log(`The password is chosen here, once, within 24 hours:\n${link}`);
}

async function role(site: Site): Promise<void> {
  const email = asked(Email, values.email ?? '');
  const wanted = askedRole(values.role ?? '');
  await unless('not_found', `${email} has no account.`, () => setRole(site, email, wanted, Date.now()));
  console.log(values.json ? JSON.stringify({ email, role: wanted }) : `${email} is ${wanted} now.`);
}

async function list(site: Site): Promise<void> {
  const people = await listPeople(site, values.role === undefined ? undefined : askedRole(values.role));
  if (values.json) return void console.log(JSON.stringify(people));
  for (const { name, displayName, email, role, emailVerifiedAt } of people)
    console.log([role, name, email, displayName, emailVerifiedAt ? '' : '(not confirmed)'].join('\t').trim());
}

/** What was typed, or, when it is not understood, the help and exit code 2. */
function readCommandLine() {
  const options = {
    email: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    locale: { type: 'string' },
    'password-stdin': { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(2);
  }
}

/** Everything on standard input, without the line end that a shell puts there. */
async function readPassword(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}

function asked<Schema extends z.ZodType>(schema: Schema, typed: string): z.output<Schema> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data;
  throw new NotDone(translator('en')((parsed.error.issues[0]?.message ?? '') as Key));
}

function askedRole(typed: string): Role {
  const role = roles.find((known) => known === typed);
  if (!role) throw new NotDone(`There is no role "${typed}". Allowed: ${roles.join(', ')}.`);
  return role;
}

function askedLocale(typed: string): Locale {
  if (!isLocale(typed)) throw new NotDone(`There is no language "${typed}". Allowed: ${locales.join(', ')}.`);
  return typed;
}

/** Says a refusal in words of the command. */
async function unless<T>(reason: Reason, message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal && error.reason === reason ? new NotDone(message) : error;
  }
}
