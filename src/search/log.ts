import { and, eq, lt, or } from 'drizzle-orm';
import { searchChoices, searchMisses } from '#db/schema/search.ts';
import type { Context, Instance } from '#src/accounts/context.ts';
import type { Locale } from '../i18n/locales.ts';
import { analyzerOf } from './languages/all.ts';

const dayMs = 86_400_000;
/** What was searched once, by one person perhaps, is forgotten sooner than what many search for. */
const onceMs = 60 * dayMs;
const oftenMs = 365 * dayMs;

/** Whether this request may be added up: the site keeps such a log, and nobody asked not to be followed. */
export function keepsSearchLog({ settings, untracked, agent }: Context): boolean {
  return settings.searchLog && !untracked && !/bot|crawl|spider|slurp/i.test(agent);
}

/** The log knows no times of day: they would say whose visit it was. */
export const dayOf = (now: number): number => now - (now % dayMs);

const webAddresses = /(?:https?:\/\/|www\.)\S+/giu;
const mailAddresses = /\S*@\S*/gu;
/** Six digits or more, whatever stands between them: a telephone, an order, a serial number. */
const longNumbers = /\p{L}*\p{Nd}(?:[\s./()+-]{0,2}\p{Nd}){5,}\p{L}*/gu;
/** A model has few digits: W80, K340. */
const mostDigits = 4;
const mostWords = 12;
const mostCharacters = 100;

/** What may be kept of a search: its words, folded, without what could say whose it was; perhaps none. */
export function loggedWords(typed: string, locale: Locale): string {
  const text = typed
    .slice(0, 4 * mostCharacters)
    .normalize('NFKC')
    .replace(webAddresses, ' ')
    .replace(mailAddresses, ' ')
    .replace(longNumbers, ' ');
  const words = analyzerOf(locale)
    .words(text)
    .map(({ folded }) => folded)
    .filter((word) => (word.match(/\p{Nd}/gu)?.length ?? 0) <= mostDigits)
    .slice(0, mostWords);
  while (words.join(' ').length > mostCharacters) words.pop();
  return words.join(' ');
}

/** Removes what is too old, or everything once the site keeps no such log. */
export async function sweepSearchLog(
  { db, settings }: Pick<Instance, 'db' | 'settings'>,
  now: number,
): Promise<void> {
  await db.write(async (tx) => {
    for (const table of [searchMisses, searchChoices]) {
      const isOver = or(
        lt(table.lastAt, now - oftenMs),
        and(eq(table.count, 1), lt(table.lastAt, now - onceMs)),
      );
      await tx.delete(table).where(settings.searchLog ? isOver : undefined);
    }
  });
}
