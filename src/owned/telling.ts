import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { users } from '#db/schema/accounts.ts';
import { letterWishes, ownedProducts, told, type WishKind } from '#db/schema/owned.ts';
import type { Instance } from '#src/accounts/context.ts';
import { writeLetter } from '#src/letters/outbox.ts';
import { reachable } from '#src/notifications/followers.ts';
import { type Due, lettersDue } from './due.ts';

/** Owners read at once; in between, others get their turn. */
const batch = 100;

type Telling = Pick<Instance, 'db' | 'catalog'>;

/**
 * Puts the letters that owners asked for and that are due into the outbox, and returns how many. To be
 * called now and then: what an owner has been told is never told again, and what became due in between
 * is told the next time.
 */
export async function tellOwners({ db, catalog }: Telling, now: number): Promise<number> {
  let written = 0;
  for (let after = ''; ;) {
    const owners = await nextOwners({ db, catalog }, after);
    for (const owner of owners) {
      const { things, wishes, locale } = owner;
      written += await tell({ db, catalog }, owner, lettersDue(catalog, things, wishes, locale, now), now);
      await othersTurn();
    }
    const last = owners.at(-1);
    if (!last) return written;
    after = last.id;
  }
}

type Owner = Awaited<ReturnType<typeof nextOwners>>[number];

/** People who own something, want letters and can be reached, in the order of their ids. */
async function nextOwners({ db }: Telling, after: string) {
  const wanting = db.read
    .selectDistinct({ id: letterWishes.userId })
    .from(letterWishes)
    .innerJoin(ownedProducts, eq(ownedProducts.userId, letterWishes.userId));
  const { id, email, displayName, locale } = users;
  const people = await db.read
    .select({ id, email, displayName, locale })
    .from(users)
    .where(and(inArray(id, wanting), gt(id, after), reachable()))
    .orderBy(asc(id))
    .limit(batch);
  const ids = people.map((person) => person.id);
  const wished = await db.read.select().from(letterWishes).where(inArray(letterWishes.userId, ids));
  const owned = await db.read
    .select()
    .from(ownedProducts)
    .where(inArray(ownedProducts.userId, ids))
    .orderBy(asc(ownedProducts.createdAt), asc(ownedProducts.id));
  return people.map((person) => ({
    ...person,
    wishes: wished.filter(({ userId }) => userId === person.id).map(({ kind }): WishKind => kind),
    things: owned.filter(({ userId }) => userId === person.id),
  }));
}

/** In one transaction each letter and the note that it was told: both are there after a crash, or neither. */
async function tell(
  { db }: Telling,
  { id, email, displayName, locale }: Owner,
  due: Due[],
  now: number,
): Promise<number> {
  const events = due.flatMap((one) => one.events);
  if (events.length === 0 || !email) return 0;
  const before = await db.read
    .select({ event: told.event })
    .from(told)
    .where(and(eq(told.userId, id), inArray(told.event, events)));
  if (new Set(before.map(({ event }) => event)).size === new Set(events).size) return 0;
  return db.write(async (tx) => {
    let written = 0;
    for (const one of due) {
      const fresh = await tx
        .insert(told)
        .values(one.events.map((event) => ({ userId: id, event, toldAt: now })))
        .onConflictDoNothing()
        .returning({ event: told.event });
      const [first] = fresh;
      if (!first) continue;
      const data = { name: displayName, ...one.data(fresh.map(({ event }) => event)) };
      // `due` ties each kind to its data.
      await writeLetter(tx, one.kind, first.event, { userId: id, email, locale }, data as never, now);
      written += 1;
    }
    return written;
  });
}
