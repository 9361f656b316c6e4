import type { Context } from '#src/accounts/context.ts';
import { type Locale, locales } from '../i18n/locales.ts';
import { analyzerOf } from './languages/all.ts';
import type { Asked, Question } from './query.ts';
import { wordTerm } from './threads.ts';
import { completions, corrections, countStems, type Instead, knownWords } from './thread-words.ts';

/** A word of a question as threads may have it. */
export interface SoughtWord {
  /** Terms of the index in one form or another: as typed first, what was tried instead of it behind. */
  forms: Form[];
  /** The logarithm of how seldom it is: what it says about a thread that has it. */
  rarity: number;
}

export interface Form {
  terms: string[];
  /** In how many texts they stand, counted twice where two stand together. */
  texts: number;
  /** Against the word as typed. */
  weight: number;
}

export interface Sought {
  /** In the language that is searched first. */
  own: SoughtWord[];
  /** In the other languages. */
  abroad: SoughtWord[];
  /** The folded words of the question that people use as they were typed. */
  known: Set<string>;
  /** What a folded word was taken for that neither articles nor threads have. */
  mended: Map<string, string>;
  /** Words of threads that are looked for beside a folded word. */
  tried: Map<string, string[]>;
}

export interface Manner {
  /** The language that is searched first. */
  locale: Locale;
  /** True to search for nothing but what was typed. */
  exact: boolean;
}

const mostCompletions = 8;
const mostCorrections = 3;
/** A query of more unknown words than this is not mended but noise. */
const mostMended = 3;
const otherFormShare = 0.7;
/** A word that nobody has is no reason to find nothing. */
const greatestRarity = 7;

/** Looks up what threads have of the words of a question, in every language, slips mended. */
export async function seek({ db }: Context, { asked }: Question, manner: Manner): Promise<Sought> {
  const { locale, exact } = manner;
  const known = await knownWords(
    db.read,
    locale,
    asked.flatMap(({ word, also }) => [word.folded, ...also]),
  );
  const mended = new Map<string, string>();
  const tried = new Map<string, string[]>();
  let mends = 0;
  for (const one of exact ? [] : asked) {
    const { folded } = one.word;
    if (known.has(folded) || one.also.some((other) => known.has(other)) || mends >= mostMended) continue;
    mends += 1;
    const found = await insteadOf(db.read, locale, one);
    tried.set(
      folded,
      found.words.map(({ word }) => word),
    );
    if (found.isSlip && found.words[0]) mended.set(folded, found.words[0].spelled.replace(/σ$/, 'ς'));
  }
  const beside = (one: Asked) => (exact ? [] : [...one.also, ...(tried.get(one.word.folded) ?? [])]);
  const forms = (languages: readonly Locale[]) =>
    asked.map((one) => [termsOf(languages, [one.word.raw]), termsOf(languages, beside(one))] as const);
  const own = forms([locale]);
  const abroad = forms(locales.filter((other) => other !== locale));
  const count = await countStems(
    db.read,
    [...own, ...abroad].flat(2).concat(locales.map((language) => [language, ''])),
  );
  return {
    own: own.map((pair) => soughtWord(pair, count(locale, ''), count)),
    abroad: abroad.map((pair) =>
      soughtWord(
        pair,
        locales.reduce((sum, other) => sum + (other === locale ? 0 : count(other, '')), 0),
        count,
      ),
    ),
    known,
    mended,
    tried,
  };
}

async function insteadOf(
  db: Context['db']['read'],
  locale: Locale,
  { word, unfinished }: Asked,
): Promise<{ words: Instead[]; isSlip: boolean }> {
  const wholes = unfinished ? await completions(db, locale, word.folded, mostCompletions) : [];
  if (wholes.length > 0) return { words: wholes, isSlip: false };
  return { words: await corrections(db, locale, word.folded, mostCorrections), isSlip: true };
}

/** The stems that some words have in each language, where they are more than little words. */
function termsOf(languages: readonly Locale[], words: string[]): [Locale, string][] {
  return languages.flatMap((locale) => {
    const stems = words.flatMap((word) => analyzerOf(locale).words(word)).filter(({ stop }) => !stop);
    return [...new Set(stems.flatMap(({ stem, bare }) => [stem, bare]))].map((stem): [Locale, string] => [
      locale,
      stem,
    ]);
  });
}

function soughtWord(
  [typed, tried]: readonly (readonly [Locale, string][])[],
  all: number,
  count: (locale: Locale, stem: string) => number,
): SoughtWord {
  const formOf = (terms: readonly [Locale, string][] = [], weight: number): Form => {
    const had = terms.filter(([locale, stem]) => count(locale, stem) > 0);
    return {
      terms: had.map(([locale, stem]) => wordTerm(locale, stem)),
      texts: had.reduce((sum, [locale, stem]) => sum + count(locale, stem), 0),
      weight,
    };
  };
  const first = formOf(typed, 1);
  const second = formOf(
    tried?.filter(([locale, stem]) => !typed?.some((one) => one[0] === locale && one[1] === stem)),
    otherFormShare,
  );
  const texts = Math.min(all, Math.max(first.texts, second.texts));
  const rarity = Math.min(greatestRarity, Math.log(1 + (all - texts + 0.5) / (texts + 0.5)));
  return { forms: [first, second].filter(({ terms }) => terms.length > 0), rarity };
}
