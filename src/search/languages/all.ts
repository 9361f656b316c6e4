import type { Locale } from '../../i18n/locales.ts';
import type { Analyzer } from '../analyzer.ts';
import { newAnalyzer } from '../analyzer.ts';
import el from './el.ts';
import en from './en.ts';
import es from './es.ts';
import fr from './fr.ts';
import hu from './hu.ts';
import sv from './sv.ts';

const analyzers: Record<Locale, Analyzer> = {
  en: newAnalyzer('en', en),
  el: newAnalyzer('el', el),
  hu: newAnalyzer('hu', hu),
  fr: newAnalyzer('fr', fr),
  es: newAnalyzer('es', es),
  sv: newAnalyzer('sv', sv),
};

/** The analyzer of any language at once, for the build and the server; the worker loads only its own. */
export function analyzerOf(locale: Locale): Analyzer {
  return analyzers[locale];
}
