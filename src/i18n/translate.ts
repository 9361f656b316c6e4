import { createInstance } from 'i18next';
import el from './el.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import { type Locale, locales } from './locales.ts';
import sv from './sv.json' with { type: 'json' };

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Base<Name> = Name extends `${infer Stem}_${PluralForm}` ? Stem : Name;

/** A key of the dictionaries; plural forms count as one key. */
export type Key = Base<keyof typeof en>;

/** Says a sentence of the dictionary; `count` chooses the plural form. Not escaped: Astro escapes. */
export type Translate = (key: Key, values?: Record<string, string | number>) => string;

const dictionaries = { en, el, hu, fr, es, sv } satisfies Record<Locale, Record<string, string>>;

const i18n = createInstance();
void i18n.init({
  resources: Object.fromEntries(
    Object.entries(dictionaries).map(([locale, translation]) => [locale, { translation }]),
  ),
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

const translators = Object.fromEntries(
  locales.map((locale) => [locale, i18n.getFixedT(locale) as unknown as Translate]),
) as Record<Locale, Translate>;

/** The voice of one language. */
export function translator(locale: Locale): Translate {
  return translators[locale];
}
