import { inArray } from 'drizzle-orm';
import { randomInt } from 'node:crypto';
import type { Tx } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { newId } from '#src/lib/ids.ts';
import { latinWords } from '#src/lib/latin.ts';

const shortest = 3;
const longest = 24;

/** Handles that would speak for the house, or look like a place in it. */
const reserved = new Set(
  `account accounts admin administrator aftercare anonymous api everyone expert experts guest help
  helpdesk mail moderator moderators nobody null official owner postmaster privacy register root
  security service settings sign-in sign-out sign-up staff support system team undefined user webmaster`.split(
    /\s+/,
  ),
);

/** The handle that a display name asks for: a-z, 0-9 and hyphens, 3 to 24 of them, none reserved. */
export function handleFor(displayName: string): string {
  const plain = latinWords(displayName).slice(0, longest).replace(/-$/, '');
  if (plain.length < shortest) return plain === '' ? 'member' : `member-${plain}`;
  return reserved.has(plain) || /^(new|former)-/.test(plain) ? `member-${plain}`.slice(0, longest) : plain;
}

/** A free handle for a display name, numbered where others had it first. */
export async function freeHandle(tx: Tx, displayName: string): Promise<string> {
  const wanted = handleFor(displayName);
  const numbered = (number: number) => `${wanted.slice(0, longest - 1 - String(number).length)}-${number}`;
  const candidates = [
    wanted,
    ...[2, 3, 4, 5, 6, 7, 8, 9].map(numbered),
    ...Array.from({ length: 8 }, () => numbered(randomInt(10, 100_000))),
  ];
  const taken = await tx.select({ name: users.name }).from(users).where(inArray(users.name, candidates));
  const names = new Set(taken.map(({ name }) => name));
  return candidates.find((candidate) => !names.has(candidate)) ?? unshownHandle('member');
}

/** A handle that no page shows: of an account that is not confirmed yet, or not any more. */
export function unshownHandle(kind: 'new' | 'former' | 'member'): string {
  return `${kind}-${newId().slice(0, 16)}`;
}
