import type { Locale } from '../i18n/locales.ts';
import { fold, type Language } from './languages/language.ts';

/** A word of a text, in every form that search compares. */
export interface Word {
  /** As written, in lower case. */
  raw: string;
  /** Without marks: εγγυηση for Εγγύηση, e18 for E18. */
  folded: string;
  /** Stemmed with its marks, then folded: what is compared first of all. */
  stem: string;
  /** Folded, then stemmed: the stem of whoever types without marks. Often the same. */
  bare: string;
  /** The stem with its marks where it has any: å is not a, ő is not o. */
  marked: string | undefined;
  /** True for the little words that say nothing alone. */
  stop: boolean;
  /** Where the word stands in the text. */
  start: number;
  end: number;
}

/** Takes texts of one language apart, the same way at build, in the browser and on the server. */
export interface Analyzer {
  locale: Locale;
  /** True where two words are often written as one, and as often apart: serie nummer. */
  compounds: boolean;
  words(text: string): Word[];
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** Longer runs of letters are no words; the Greek stemmer would take long over them. */
const longestWord = 40;

/** Texts repeat their words: so many are remembered, then it starts afresh. */
const mostRemembered = 50_000;

export function newAnalyzer(locale: Locale, language: Language): Analyzer {
  const remembered = new Map<string, WordForms>();
  const formsOf = (written: string): WordForms => {
    const known = remembered.get(written);
    if (known) return known;
    const forms = wordForms(written, locale, language);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(written, forms);
    return forms;
  };
  return {
    locale,
    compounds: language.compounds ?? false,
    words: (text) =>
      // "4×" on a display is "4x" on a keyboard.
      [...text.replaceAll('×', 'x').matchAll(wordPattern)].map((match) => ({
        ...formsOf(match[0].slice(0, longestWord)),
        start: match.index,
        end: match.index + match[0].length,
      })),
  };
}

const longestPrefix = 3;

/** True for two words of a text that are one with a hyphen in it, behind a few letters: e-mail, wi-fi, set-up. */
export function isHyphened(text: string, first: Word, second: Word): boolean {
  return (
    first.raw.length <= longestPrefix &&
    second.start === first.end + 1 &&
    /^\p{L}[-\u2010\u2011]\p{L}$/u.test(text.slice(first.end - 1, second.start + 1))
  );
}

type WordForms = Omit<Word, 'start' | 'end'>;

function wordForms(written: string, locale: Locale, language: Language): WordForms {
  const raw = inLatin(withoutApostrophes(written, locale))
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ς', 'σ');
  const folded = fold(raw);
  const bare = fold(language.stem(folded));
  const whole = language.stemsMarks ? language.stem(raw) : bare;
  const stem = fold(whole);
  return {
    raw,
    folded,
    stem,
    bare,
    marked: whole === stem ? undefined : whole,
    stop: language.isStopWord(folded),
  };
}

const frenchElision = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]/i;

/** l’eau → eau, won't → wont, machine's → machine. */
function withoutApostrophes(word: string, locale: Locale): string {
  if (!/['’]/.test(word)) return word;
  const bare =
    locale === 'fr' ? word.replace(frenchElision, '') : locale === 'en' ? word.replace(/['’]s$/i, '') : word;
  return bare.replace(/['’]/g, '');
}

const codeInGreekLetters = /^[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]{1,2}\d+$/i;
const greek = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
const latin = 'ABEZHIKMNOPTYX';

/** Ε18 typed on a Greek keyboard is E18, and Κ340 is K340: the letters look the same. */
export function inLatin(word: string): string {
  if (!codeInGreekLetters.test(word)) return word;
  return [...word.toUpperCase()].map((letter) => latin[greek.indexOf(letter)] ?? letter).join('');
}
