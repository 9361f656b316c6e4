import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '#db/client.ts';
import type { Role } from '#db/schema/accounts.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { Settings } from '#src/lib/settings.ts';
import { Refusal } from '#src/lib/refusal.ts';
import type { Limits } from './limits.ts';

/** Who is asking. */
export interface Actor {
  id: string;
  name: string;
  displayName: string;
  role: Role;
  locale: Locale;
  /** Null once an account has been deleted. */
  email: string | null;
  emailVerified: boolean;
  /** The stored (hashed) id of the session in use. */
  sessionId: string;
}

/** Everything a running site shares between requests. */
export interface Instance {
  settings: Settings;
  db: Database;
  catalog: Catalog;
  limits: Limits;
  log: FastifyBaseLogger;
  /** Reads a file of the search index of a language's articles, such as `manifest.json`. */
  readIndex: (locale: Locale, name: string) => Promise<Uint8Array>;
  /** Keys the hashes that stand for visitors; made at the first start and kept under DATA_DIR. */
  secret: string;
}

/** Whose request it is, when, in which language, and what it may reach. Always the first argument. */
export interface Context extends Instance {
  actor: Actor | null;
  /** Milliseconds UTC. */
  now: number;
  locale: Locale;
  /** A hash of address and browser: tells visitors apart without saying who they are. */
  visitor: string;
  /** The address of the client, or its IPv6 network, for limits alone: never stored, never logged. */
  address: string;
  /** What the client says it is (User-Agent). */
  agent: string;
  /** True when the browser asks that nobody be followed (DNT or Sec-GPC). */
  untracked: boolean;
}

/** The actor; throws Refusal `signed_out` when nobody is signed in. */
export function requireActor(ctx: Context): Actor {
  if (!ctx.actor) throw new Refusal('signed_out');
  return ctx.actor;
}

/**
 * The actor, once the e-mail address is confirmed: what everybody needs who posts, votes or accepts.
 * Throws Refusal `signed_out` or `email_unverified`.
 */
export function requireVerified(ctx: Context): Actor {
  const actor = requireActor(ctx);
  if (!actor.emailVerified) throw new Refusal('email_unverified');
  return actor;
}
