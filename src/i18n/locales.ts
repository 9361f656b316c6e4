/** The languages, in the order of the menu, each by its own name. */
export const localeNames = {
  en: 'English',
  el: 'Ελληνικά',
  hu: 'Magyar',
  fr: 'Français',
  es: 'Español',
  sv: 'Svenska',
} as const;

export type Locale = keyof typeof localeNames;

export const locales = Object.keys(localeNames) as Locale[];
export const defaultLocale: Locale = 'en';

/** Remembers what somebody chose in the language menu; set only there. */
export const localeCookie = 'lang';

export function isLocale(value: string | undefined): value is Locale {
  return value !== undefined && Object.hasOwn(localeNames, value);
}

/**
 * The language for an address without one: the visitor's own choice, then the best of
 * Accept-Language (RFC 9110, 12.5.4), then English.
 */
export function preferredLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], weight: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return defaultLocale;
}

/** The same address in another language. */
export function inLocale(pathname: string, locale: Locale): string {
  return pathname.replace(/^\/[a-z]{2}(?=\/)/, `/${locale}`);
}
