import type { Locale } from '../../i18n/locales.ts';
import { type Analyzer, newAnalyzer } from '../analyzer.ts';
import type { Language } from './language.ts';

const loaders: Record<Locale, () => Promise<{ default: Language }>> = {
  en: () => import('./en.ts'),
  el: () => import('./el.ts'),
  hu: () => import('./hu.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  sv: () => import('./sv.ts'),
};

/** The analyzer of one language, without the weight of the others. */
export async function loadAnalyzer(locale: Locale): Promise<Analyzer> {
  return newAnalyzer(locale, (await loaders[locale]()).default);
}
