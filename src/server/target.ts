import { isLocale, localeCookie, preferredLocale, type Locale } from '#src/i18n/locales.ts';

/**
 * The address asked for, on our own origin, whatever Host says. Null for what no browser sends:
 * absolute forms, backslashes, control characters, escapes that are not UTF-8.
 */
export function targetOf(raw: string, publicUrl: string): URL | null {
  if (!raw.startsWith('/') || raw.includes('\\')) return null;
  const cut = raw.indexOf('?');
  const path = cut === -1 ? raw : raw.slice(0, cut);
  try {
    if (/\p{Cc}/u.test(decodeURIComponent(path))) return null;
  } catch {
    return null;
  }
  const url = URL.parse(publicUrl + path.replace(/\/{2,}/g, '/'));
  if (!url || url.origin !== publicUrl) return null;
  if (cut !== -1) url.search = raw.slice(cut);
  return url;
}

/** The language of an address; for one without, the visitor's choice or the browser's. */
export function localeOf(
  path: string,
  headers: { cookie?: string | undefined; 'accept-language'?: string | undefined },
): Locale {
  const named = path.split('/')[1];
  if (isLocale(named)) return named;
  const chosen = new RegExp(`(?:^|;\\s*)${localeCookie}=([a-z]{2})`).exec(headers.cookie ?? '')?.[1];
  return preferredLocale(chosen, headers['accept-language'] ?? null);
}
