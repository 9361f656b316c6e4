import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle';
import { and, desc, eq, gt, lte, ne, or } from 'drizzle-orm';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Reader, Tx } from '#db/client.ts';
import { sessions, users } from '#db/schema/accounts.ts';
import { hashed, newSecret } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { type Actor, type Context, type Instance, requireActor } from './context.ts';
import { deviceName } from './device.ts';

const slidingDays = 30;
/** However often it is used, a session ends this long after the sign-in. */
const absoluteMs = 90 * 86_400_000;
/** `lastSeenAt` is kept to the hour: a page seldom costs a write. */
const seenMs = 3_600_000;

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}
type SessionAttributes = Pick<typeof sessions.$inferInsert, 'createdAt' | 'lastSeenAt' | 'device'>;
type UserAttributes = typeof users.$inferSelect;

/** The cookie of a signed-in person: `__Host-` and Secure whenever the public address is https. */
export function sessionCookieName(instance: Pick<Instance, 'settings'>): string {
  return instance.settings.secure ? '__Host-session' : 'session';
}

/** Signs somebody in on this device with a new id, and returns the cookie to set. */
export async function startSession(ctx: Context, userId: string): Promise<string> {
  const secret = newSecret();
  const attributes = { createdAt: ctx.now, lastSeenAt: ctx.now, device: deviceName(ctx.agent) };
  const session = await luciaOn(ctx).createSession(userId, attributes, { sessionId: secret });
  return luciaOn(ctx).createSessionCookie(session.id).serialize();
}

/** Who a Cookie header stands for. `cookie` renews the browser's or, when the session is over, removes it. */
export async function readSession(
  instance: Instance,
  header: string | null,
  now: number,
): Promise<{ actor: Actor | null; cookie: string | null }> {
  const lucia = luciaOn(instance);
  const secret = secretIn(header ?? '', sessionCookieName(instance));
  if (!secret) return { actor: null, cookie: null };
  const { session, user } = await lucia.validateSession(secret);
  if (!session || now - session.createdAt >= absoluteMs || user.deletedAt !== null) {
    if (session) await lucia.invalidateSession(secret);
    return { actor: null, cookie: lucia.createBlankSessionCookie().serialize() };
  }
  if (now - session.lastSeenAt >= seenMs) await ifPossible(markSeen(instance, hashed(secret), now));
  const { id, name, displayName, role, locale, email, emailVerifiedAt } = user;
  const actor = {
    id,
    name,
    displayName,
    role,
    locale,
    email,
    emailVerified: emailVerifiedAt !== null,
    sessionId: hashed(secret),
  };
  return { actor, cookie: session.fresh ? lucia.createSessionCookie(secret).serialize() : null };
}

/** The secret in a Cookie header. Lucia's own reader throws on any cookie of others that is not well written. */
function secretIn(header: string, name: string): string | undefined {
  return new RegExp(`(?:^|;)\\s*${name}=([a-z2-7]{32})\\s*(?:;|$)`).exec(header)?.[1];
}

/** Reading goes on when the disk is full: what a page keeps about its session can wait. */
async function ifPossible(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.reason !== 'cannot_save') throw error;
  });
}

/** Signs the actor out on this device, and returns the cookie that makes the browser forget. */
export async function signOut(ctx: Context): Promise<string> {
  if (ctx.actor) {
    await endSession(ctx, ctx.actor.sessionId);
    ctx.log.info({ user: ctx.actor.id }, 'signed out');
  }
  return forgetSession(ctx);
}

/** Where the actor is signed in, the most recently used first. Throws Refusal `signed_out`. */
export async function mySessions(ctx: Context) {
  const { id: userId, sessionId } = requireActor(ctx);
  const rows = await ctx.db.read
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, Math.floor(ctx.now / 1000))))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(100);
  return rows.map((session) => ({ ...session, isThisOne: session.id === sessionId }));
}

/** Signs the actor out on one of their own devices; of somebody else's it does nothing. Throws Refusal `signed_out`. */
export async function endSession(ctx: Context, id: string): Promise<void> {
  const { id: userId } = requireActor(ctx);
  await ctx.db.write((tx) =>
    tx.delete(sessions).where(and(eq(sessions.id, id), eq(sessions.userId, userId))),
  );
}

/** Signs the actor out everywhere but here. Throws Refusal `signed_out`. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const { id, sessionId } = requireActor(ctx);
  await ctx.db.write((tx) => dropSessions(tx, id, sessionId));
}

/** Ends a person's sessions, inside another write; all but `exceptId`, where given. */
export async function dropSessions(tx: Tx, userId: string, exceptId = ''): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, exceptId)));
}

/** Removes sessions that are over. */
export async function sweepSessions(tx: Tx, now: number): Promise<void> {
  await tx
    .delete(sessions)
    .where(or(lte(sessions.expiresAt, Math.floor(now / 1000)), lte(sessions.createdAt, now - absoluteMs)));
}

function markSeen({ db }: Instance, id: string, now: number): Promise<unknown> {
  return db.write((tx) => tx.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, id)));
}

/** The cookie that makes a browser forget its session. */
export function forgetSession(instance: Instance): string {
  return luciaOn(instance).createBlankSessionCookie().serialize();
}

const opened = new WeakMap<Instance['db'], Lucia<SessionAttributes, UserAttributes>>();

function luciaOn(instance: Instance): Lucia<SessionAttributes, UserAttributes> {
  const known = opened.get(instance.db);
  if (known) return known;
  const lucia = new Lucia(new HashingAdapter(instance), {
    sessionExpiresIn: new TimeSpan(slidingDays, 'd'),
    sessionCookie: {
      name: sessionCookieName(instance),
      attributes: { secure: instance.settings.secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ createdAt, lastSeenAt, device }) => ({ createdAt, lastSeenAt, device }),
    getUserAttributes: (user) => user,
  });
  opened.set(instance.db, lucia);
  return lucia;
}

/** Lucia's adapter, with ids hashed at rest and every write in line with the others. */
class HashingAdapter implements Adapter {
  readonly #db: Instance['db'];
  readonly #reader: DrizzleSQLiteAdapter;

  constructor({ db }: Instance) {
    this.#db = db;
    this.#reader = adapterOver(db.read);
  }

  async getSessionAndUser(secret: string): ReturnType<Adapter['getSessionAndUser']> {
    const [session, user] = await this.#reader.getSessionAndUser(hashed(secret));
    return [session && { ...session, id: secret }, user];
  }

  getUserSessions(userId: string): Promise<DatabaseSession[]> {
    return this.#reader.getUserSessions(userId);
  }

  setSession(session: DatabaseSession): Promise<void> {
    return this.#writing((adapter) => adapter.setSession({ ...session, id: hashed(session.id) }));
  }

  updateSessionExpiration(secret: string, expiresAt: Date): Promise<void> {
    return ifPossible(this.#writing((adapter) => adapter.updateSessionExpiration(hashed(secret), expiresAt)));
  }

  deleteSession(secret: string): Promise<void> {
    return ifPossible(this.#writing((adapter) => adapter.deleteSession(hashed(secret))));
  }

  deleteUserSessions(userId: string): Promise<void> {
    return this.#writing((adapter) => adapter.deleteUserSessions(userId));
  }

  deleteExpiredSessions(): Promise<void> {
    return this.#writing((adapter) => adapter.deleteExpiredSessions());
  }

  #writing(work: (adapter: DrizzleSQLiteAdapter) => Promise<void>): Promise<void> {
    return this.#db.write((tx) => work(adapterOver(tx)));
  }
}

/** The library asks for a whole database; a transaction or a reader has all that it calls. */
function adapterOver(db: Reader): DrizzleSQLiteAdapter {
  return new DrizzleSQLiteAdapter(db as never, sessions as never, users as never);
}
