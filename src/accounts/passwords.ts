import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hash, type Options, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { newSecret } from '#src/lib/ids.ts';
import { Refusal } from '#src/lib/refusal.ts';

/** Characters, as people count them. */
export const shortestPassword = 10;
export const longestPassword = 200;

/** Argon2id; OWASP's Password Storage Cheat Sheet names these figures. */
const cost = { algorithm: 2, memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1 } satisfies Options;
/** At most so many at once, of 19 MiB each; the others wait in a line of a second or two. */
const atOnce = pLimit(2);
const longestLine = 100;

/** What is stored of a password. Throws Refusal `too_often` when too many people are in line. */
export function hashPassword(password: string): Promise<string> {
  return inLine(() => hash(normal(password), cost));
}

/**
 * Whether the password is the one that was stored. Where nothing is stored it takes as long and
 * says no, so that the time does not tell which accounts exist.
 */
export async function isRightPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const compared = stored ?? (await hashOfNobody());
  return (await inLine(() => verify(compared, normal(password)))) && stored !== null && stored !== undefined;
}

/** True for a password that many people use, however its letters are cased. */
export function isCommonPassword(password: string): boolean {
  common ??= readCommonPasswords();
  return common.has(password.toLowerCase());
}

export const lengthOf = (password: string): number => [...password].length;

let nobody: Promise<string> | undefined;
const hashOfNobody = () => (nobody ??= hash(newSecret(), cost));

let common: Set<string> | undefined;

/** Of the list's fifty thousand, those that are long enough to be typed here. */
function readCommonPasswords(): Set<string> {
  const path = createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json');
  const list = JSON.parse(readFileSync(path, 'utf8')) as string[];
  return new Set(list.filter((password) => lengthOf(password) >= shortestPassword));
}

/** The same letters typed on another system may come as other code points. */
const normal = (password: string) => password.normalize('NFC');

function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (atOnce.pendingCount >= longestLine) throw new Refusal('too_often', { retryAfter: 5 });
  return atOnce(work);
}
