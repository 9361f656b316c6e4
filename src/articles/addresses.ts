import type { Locale } from '../i18n/locales.ts';

/** An address as written in an article, in the reader's language: `/articles/x/` becomes `/el/articles/x/`. */
export function readersAddress(href: string, locale: Locale): string {
  return href.startsWith('/') ? `/${locale}${href}` : href;
}
