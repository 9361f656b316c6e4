import { describe, expect, test } from 'vitest';
import { dateIn, fullStop, longDate } from '#src/i18n/format.ts';
import { locales } from '#src/i18n/locales.ts';

const first = Date.UTC(2026, 5, 1);

describe('a date', () => {
  test('on the first of a month is an ordinal in French', () => {
    expect(longDate(first, 'fr')).toBe('1er juin 2026');
    expect(dateIn(first, 'fr', 'UTC')).toBe('lundi 1er juin 2026');
    expect(longDate(Date.UTC(2026, 5, 11), 'fr')).toBe('11 juin 2026');
    expect(longDate(first, 'es')).toBe('1 de junio de 2026');
  });

  test.each(locales)('at the end of a sentence has one full stop in %s', (locale) => {
    const said = longDate(first, locale);
    expect(said + fullStop(said)).toMatch(/[^.]\.$/);
  });
});
