import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Role, users } from '#db/schema/accounts.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { writeLetter } from '#src/letters/outbox.ts';
import { newId } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Instance } from './context.ts';
import { freeHandle } from './names.ts';
import { hashPassword } from './passwords.ts';
import { resetPath } from './reset.ts';
import { dropSessions } from './sessions.ts';
import { handedOverMs, issueToken } from './tokens.ts';

/** What the person at the machine may do: no actor, for whoever holds the machine holds the site. */
type Site = Pick<Instance, 'db' | 'log'>;

export interface NewPerson {
  email: string;
  displayName: string;
  role: Role;
  locale: Locale;
  /** Null: they choose it themselves, by the link. */
  password: string | null;
}

/**
 * Makes a confirmed account with a role. Without a password it returns the path of a link, good for
 * a day, by which its owner chooses one. Throws Refusal `name_taken` when the address has an account.
 */
export async function createPerson(
  { db, log }: Site,
  { password, ...person }: NewPerson,
  now: number,
): Promise<{ id: string; name: string; link: string | null }> {
  const passwordHash = password === null ? null : await hashPassword(password);
  const created = await db.write(async (tx) => {
    const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, person.email));
    if (known) throw new Refusal('name_taken');
    const id = newId();
    const name = await freeHandle(tx, person.displayName);
    await tx
      .insert(users)
      .values({ ...person, id, name, passwordHash, emailVerifiedAt: now, createdAt: now });
    if (passwordHash !== null) return { id, name, link: null };
    const secret = await issueToken(tx, 'reset_password', { id, email: person.email }, now, handedOverMs);
    return { id, name, link: resetPath(person.locale, secret) };
  });
  log.info({ user: created.id, role: person.role }, 'person created');
  return created;
}

/** Gives somebody another role, ends their sessions and tells them. Throws Refusal `not_found`. */
export async function setRole({ db, log }: Site, email: string, role: Role, now: number): Promise<void> {
  const changed = await db.write(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.email, email));
    if (!user) throw new Refusal('not_found');
    if (user.role === role) return { id: user.id, from: role };
    await tx.update(users).set({ role }).where(eq(users.id, user.id));
    await dropSessions(tx, user.id);
    const to = { userId: user.id, email, locale: user.locale };
    const data = { name: user.displayName, role, link: `/${user.locale}/sign-in/` };
    await writeLetter(tx, 'role_changed', `role_changed:${newId()}`, to, data, now);
    return { id: user.id, from: user.role };
  });
  log.info({ user: changed.id, from: changed.from, to: role, by: 'operator' }, 'role changed');
}

/** Everybody with an account, by name; with a role, those who have it. */
export function listPeople({ db }: Pick<Instance, 'db'>, role?: Role) {
  const { name, displayName, email, emailVerifiedAt, createdAt } = users;
  return db.read
    .select({ name, displayName, email, role: users.role, emailVerifiedAt, createdAt })
    .from(users)
    .where(role ? and(isNull(users.deletedAt), eq(users.role, role)) : isNull(users.deletedAt))
    .orderBy(asc(users.name));
}
