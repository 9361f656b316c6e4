import { asc, eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { letters } from '#db/schema/letters.ts';
import type { Actor, Context, Instance } from '#src/accounts/context.ts';
import { hashPassword } from '#src/accounts/passwords.ts';
import { readSession } from '#src/accounts/sessions.ts';
import { signIn } from '#src/accounts/sign-in.ts';
import { type Person, type TestSite, today } from '#test/support/site.ts';

export const password = 'a kettle sings at noon';
const stored = hashPassword(password);

/** Gives one of the cast the password above. */
export async function withPassword({ instance }: TestSite, person: Person): Promise<void> {
  const passwordHash = await stored;
  await instance.db.write((tx) => tx.update(users).set({ passwordHash }).where(eq(users.id, person)));
}

/** Signs one of the cast in on a device, and returns the Cookie header it sends from then on. */
export async function device(
  site: TestSite,
  person: Person,
  overrides: Partial<Context> = {},
): Promise<string> {
  const cookie = await signIn(site.as(null, overrides), { email: `${person}@example.com`, password });
  return cookie.split(';')[0] ?? '';
}

/** Whom the cookie stands for, at a moment. */
export async function whoIs(instance: Instance, cookie: string, now = today): Promise<Actor | null> {
  return (await readSession(instance, cookie, now)).actor;
}

/** The context of a request that sends the cookie. */
export async function asDevice(
  site: TestSite,
  cookie: string,
  overrides: Partial<Context> = {},
): Promise<Context> {
  return { ...site.as(null, overrides), actor: await whoIs(site.instance, cookie) };
}

/** What the outbox holds, oldest first. */
export function outbox({ db }: Instance) {
  return db.read.select().from(letters).orderBy(asc(letters.id));
}

/** The secret in the newest letter that has a link. */
export async function secretInLetter(instance: Instance): Promise<string> {
  const links = (await outbox(instance)).map(({ data }) => data['link'] ?? '');
  return /\/([a-z2-7]{32})\//.exec(links.at(-1) ?? '')?.[1] ?? '';
}

export async function userWith({ db }: Instance, email: string) {
  const [user] = await db.read.select().from(users).where(eq(users.email, email));
  return user;
}
