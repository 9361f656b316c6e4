import type { Desk } from '../catalog/centres.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/translate.ts';

/** The desk of the country asked for, else the first whose own language it is; undefined without any. */
export function deskFor(catalog: Catalog, country: string | null, locale: Locale): Desk | undefined {
  const desks = catalog.contact?.desks ?? [];
  return (
    desks.find((desk) => desk.country === country) ??
    desks.find(({ languages }) => languages[0] === locale) ??
    desks[0]
  );
}

/** The number that rings at a desk; undefined where whoever writes is rung back. */
export function phoneOf(catalog: Catalog, { phone }: Desk): string | undefined {
  return phone && catalog.site.phones[phone];
}

/** "112", "112 or 999". */
export function sayNumbers([first = '', second]: readonly string[], locale: Locale): string {
  return second ? translator(locale)('centres.contact.or', { first, second }) : first;
}
