import type { ThreadKind } from '#db/schema/forum.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { latinWords } from '#src/lib/latin.ts';
import { Refusal } from '#src/lib/refusal.ts';

/** What an address of a thread is made of. */
export interface Addressed {
  id: number;
  slug: string;
}

/** Replies on one page of a thread. */
export const postsPerPage = 100;

export function threadPath(locale: Locale, thread: Addressed): string {
  return `/${locale}/community/${thread.id}/${thread.slug}/`;
}

const listsOf = { question: '', idea: 'ideas/', story: 'stories/', complaint: 'complaints/' };

/** Where the threads of a kind are listed. */
export function kindPath(locale: Locale, kind: ThreadKind): string {
  return `/${locale}/community/${listsOf[kind]}`;
}

/** The form that begins a thread of a kind. */
export function askPath(locale: Locale, kind: ThreadKind): string {
  return `${kindPath(locale, kind)}${kind === 'question' ? 'ask' : 'new'}/`;
}

/** The place of a reply; `rank` counts the replies of the thread up to it. */
export function postPath(locale: Locale, thread: Addressed, postId: number, rank: number): string {
  const page = Math.ceil(rank / postsPerPage);
  return `${threadPath(locale, thread)}${page > 1 ? `?page=${page}` : ''}#post-${postId}`;
}

/** An id out of an address; null for anything but a whole number. */
export function readId(text: string | undefined): number | null {
  return text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** The id in an address. Throws Refusal `not_found` when there cannot be such a thing. */
export function requireId(text: string | undefined): number {
  const id = readId(text);
  if (id === null) throw new Refusal('not_found');
  return id;
}

/** The endings of addresses that stand where a slug may. */
const taken = new Set([
  ...['edit', 'history', 'delete', 'lock', 'follow', 'me-too'],
  ...['decide', 'held', 'consent'],
]);
const longestSlug = 60;
/** A title as the readable end of an address, in plain letters: "Δεν αδειάζει" → "den-adeiazei". */
export function slugOf(title: string): string {
  const plain = latinWords(title);
  const short = plain.length > longestSlug ? plain.slice(0, longestSlug + 1).replace(/-[^-]*$/, '') : plain;
  const slug = short.slice(0, longestSlug);
  return slug === '' || taken.has(slug) ? `question${slug && `-${slug}`}` : slug;
}

/** The number of a page out of a query; 1 where none is given, null for anything but a whole number. */
export function readPage(text: string | null): number | null {
  return text === null ? 1 : readId(text.slice(0, 6));
}
