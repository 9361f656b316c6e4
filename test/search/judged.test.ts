import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'astro/zod';
import { type Locale, locales } from '#src/i18n/locales.ts';
import { content, found } from './support.ts';

/** What is hard about a query. */
const kinds = ['plain', 'accents', 'typo', 'inflected', 'half', 'code', 'question', 'synonym'] as const;

const Judged = z
  .array(z.strictObject({ q: z.string(), kind: z.enum(kinds), right: z.array(z.string()).min(1) }))
  .min(30);

/** Queries as customers type them, with the articles that answer them. */
const judged = (locale: Locale) =>
  Judged.parse(JSON.parse(readFileSync(new URL(`judged/${locale}.json`, import.meta.url), 'utf8')));

test.each(locales)('the judged queries in %s name articles that exist', (locale) => {
  const slugs = content.catalog.articles.map(({ slug }) => slug);
  expect(slugs).toEqual(expect.arrayContaining(judged(locale).flatMap(({ right }) => right)));
});

test('nine of ten queries as customers type them have a right article among the first three', async () => {
  const asked = locales.flatMap((locale) => judged(locale).map((query) => ({ ...query, locale })));
  const missed: string[] = [];
  for (const { locale, q, right } of asked) {
    const best = (await found(locale, q)).slice(0, 3);
    if (!best.some((slug) => right.includes(slug))) missed.push(`${locale}: ${q}`);
  }
  const success = 1 - missed.length / asked.length;
  expect({ missed, enough: success >= 0.9 }).toMatchObject({ enough: true });
});
