import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Locale, locales } from '#src/i18n/locales.ts';

const dictionary = (locale: Locale) =>
  JSON.parse(readFileSync(`src/i18n/${locale}.json`, 'utf8')) as Record<string, string>;
const english = dictionary('en');
const plural = /_(zero|one|two|few|many|other)$/;
const stem = (key: string) => key.replace(plural, '');
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each(locales)('the dictionary of %s', (locale) => {
  const own = dictionary(locale);

  test('says what English says, and no more', () => {
    expect([...new Set(Object.keys(own).map(stem))].sort()).toEqual(
      [...new Set(Object.keys(english).map(stem))].sort(),
    );
  });

  test('has the plural forms its language needs', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.slice().sort();
    const counted = new Set(
      Object.keys(english)
        .filter((key) => plural.test(key))
        .map(stem),
    );
    for (const key of counted)
      expect({
        key,
        forms: Object.keys(own)
          .filter((other) => plural.test(other) && stem(other) === key)
          .map((other) => other.slice(key.length + 1))
          .sort(),
      }).toEqual({ key, forms });
  });

  test('fills in the same placeholders', () => {
    for (const [key, text] of Object.entries(own)) {
      const source = english[key] ?? english[`${stem(key)}_other`] ?? '';
      const optional = plural.test(key) ? ['count'] : [];
      const wanted = placeholders(source).filter((name) => !optional.includes(name ?? ''));
      expect({ key, names: placeholders(text).filter((name) => !optional.includes(name ?? '')) }).toEqual({
        key,
        names: wanted,
      });
    }
  });

  test('has no empty text and is sorted', () => {
    expect(Object.entries(own).filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(Object.keys(own)).toEqual(Object.keys(own).toSorted((a, b) => (a < b ? -1 : 1)));
  });
});

test.each(locales.filter((locale) => locale !== 'en'))('no sentence is left in English in %s', (locale) => {
  const left = Object.entries(dictionary(locale)).filter(
    ([key, text]) => english[key] === text && /[a-z]{4,} [a-z]{3,}/i.test(text),
  );
  expect(left).toEqual([]);
});
