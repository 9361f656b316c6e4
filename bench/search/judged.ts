import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { type Locale, locales } from '#src/i18n/locales.ts';
import { table } from '../figures.ts';
import { mean } from './metrics.ts';

const Judged = z.array(z.object({ q: z.string(), right: z.array(z.string()) }));

/** How often a right article comes first, or among the first three; and the queries where none does. */
export interface JudgedReport {
  locale: Locale;
  queries: number;
  first: number;
  firstThree: number;
  /** What came instead, best first. */
  missed: { q: string; right: string[]; found: string[] }[];
}

/** Asks our own search the hand-made queries about the articles of this repository. */
export async function measureJudged(): Promise<JudgedReport[]> {
  const reports: JudgedReport[] = [];
  for (const locale of locales) reports.push(await judgedIn(locale));
  return reports;
}

async function judgedIn(locale: Locale): Promise<JudgedReport> {
  // Indexes the articles in every language as it is imported: not before somebody asks.
  const { found } = await import('#test/search/support.ts');
  const file = new URL(`../../test/search/judged/${locale}.json`, import.meta.url);
  const asked = await Promise.all(
    Judged.parse(JSON.parse(readFileSync(file, 'utf8'))).map(async ({ q, right }) => {
      const list = await Promise.resolve(found(locale, q));
      return { q, right, found: list.slice(0, 3), place: list.findIndex((slug) => right.includes(slug)) };
    }),
  );
  const within = (most: number) => mean(asked.map(({ place }) => Number(place >= 0 && place < most)));
  return {
    locale,
    queries: asked.length,
    first: within(1),
    firstThree: within(3),
    missed: asked
      .filter(({ found, right }) => !found.some((slug) => right.includes(slug)))
      .map(({ q, right, found }) => ({ q, right, found })),
  };
}

/** The report as a table for people, every miss below it. */
export function judgedTable(reports: JudgedReport[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  const rows = reports.map(({ locale, queries, first, firstThree }) => [
    locale,
    String(queries),
    percent(first),
    percent(firstThree),
  ]);
  const misses = reports.flatMap(({ locale, missed }) =>
    missed.map(({ q, right, found }) => [`${locale}: ${q}`, right.join(' '), found.join(' ') || 'nothing']),
  );
  const figures = table(['judged by hand', 'queries', 'success@1', 'success@3'], rows);
  return misses.length === 0 ? figures : `${figures}\n\n${table(['missed', 'right', 'found'], misses)}`;
}
