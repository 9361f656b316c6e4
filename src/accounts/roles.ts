import type { Role } from '#db/schema/accounts.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { type Actor, type Context, requireActor } from './context.ts';

const everyone: Role[] = ['customer', 'expert', 'editor', 'moderator', 'admin'];
const experts: Role[] = ['expert', 'moderator', 'admin'];

/** Role × ability, to be read aloud. Own work is a `may…` function beside the rule it guards. */
const abilities = {
  ask: everyone,
  reply: everyone,
  'solve any thread': experts,
  'speak officially': experts,
  'decide ideas and complaints': experts,
  'edit any post': ['moderator', 'admin'],
  'lock any thread': ['moderator', 'admin'],
  'write without limit': ['expert', 'editor', 'moderator', 'admin'],
  'see what searches miss': ['editor', 'admin'],
  'change roles': ['admin'],
  'end sessions of others': ['admin'],
} satisfies Record<string, Role[]>;

export type Ability = keyof typeof abilities;

export function can(actor: Actor | null, ability: Ability): boolean {
  return actor !== null && (abilities[ability] as Role[]).includes(actor.role);
}

/** The actor; throws Refusal `signed_out` or `not_allowed`. */
export function requireAbility(ctx: Context, ability: Ability): Actor {
  const actor = requireActor(ctx);
  if (!can(actor, ability)) throw new Refusal('not_allowed');
  return actor;
}
