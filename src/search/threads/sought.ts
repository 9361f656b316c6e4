import type { Context } from '#src/accounts/context.ts';
import { type Locale, locales } from '../../i18n/locales.ts';
import { analyzerOf } from '../languages/all.ts';
import type { Asked, Question } from '../query.ts';
import { isOtherForm } from '../vocabulary.ts';
import { wordTerm } from './threads.ts';
import { completions, corrections, countStems, type Instead, knownWords } from './words.ts';

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
/** Looking for what a word may be a slip of costs most of all; who makes more of them is helped by the rest. */
const mostMended = 2;
const otherFormShare = 0.7;
/** Of a term that articles try beside a word. */
const leastLikeness = 0.5;
/** A word that nobody has is no reason to find nothing. */
const greatestRarity = 7;

/** Looks up what threads have of the words of a question, in every language, slips mended. */
export async function seek({ db }: Context, { asked }: Question, manner: Manner): Promise<Sought> {
  const { locale, exact } = manner;
  const words = asked.flatMap(({ word, also }) => [word.folded, ...also]);
  const known = await knownWords(db.read, locale, words);
  const { mended, tried } = await mend(db.read, locale, exact ? [] : asked, known);
  const triedFor = ({ word }: Asked) => tried.get(word.folded) ?? [];
  const elsewhere = locales.filter((other) => other !== locale);
  const own = asked.map((one): Terms => ({
    typed: stemsOf([locale], [one.word.raw]),
    beside: exact ? [] : [...likeWords(one, locale), ...stemsOf([locale], triedFor(one))],
  }));
  const abroad = asked.map((one): Terms => ({
    typed: stemsOf(elsewhere, [one.word.raw]),
    beside: exact ? [] : stemsOf(elsewhere, [...one.also, ...triedFor(one)]),
  }));
  const everything = locales.map((language): Stem => [language, '']);
  const stems = [...own, ...abroad].flatMap(({ typed, beside }) => [...typed, ...beside]);
  const count = await countStems(db.read, [...stems, ...everything]);
  const textsElsewhere = elsewhere.reduce((sum, other) => sum + count(other, ''), 0);
  return {
    own: own.map((terms) => soughtWord(terms, count(locale, ''), count)),
    abroad: abroad.map((terms) => soughtWord(terms, textsElsewhere, count)),
    ...{ known, mended, tried },
  };
}

/** Completes and mends the words that neither articles nor threads have, a few of them. */
async function mend(
  db: Context['db']['read'],
  locale: Locale,
  asked: readonly Asked[],
  known: ReadonlySet<string>,
): Promise<Pick<Sought, 'mended' | 'tried'>> {
  const mended = new Map<string, string>();
  const tried = new Map<string, string[]>();
  const isHad = (one: Asked) => one.known || [one.word.folded, ...one.also].some((word) => known.has(word));
  for (const one of asked.filter((one) => !isHad(one)).slice(0, mostMended)) {
    const { words, isSlip } = await insteadOf(db, locale, one);
    const { folded } = one.word;
    tried.set(
      folded,
      words.map(({ word }) => word),
    );
    if (isSlip && words[0]) mended.set(folded, words[0].spelled.replace(/σ$/, 'ς'));
  }
  return { mended, tried };
}

async function insteadOf(
  db: Context['db']['read'],
  locale: Locale,
  { word, unfinished }: Asked,
): Promise<{ words: Instead[]; isSlip: boolean }> {
  const wholes = unfinished ? await completions(db, locale, word.folded, mostCompletions) : [];
  if (wholes.length > 0) return { words: wholes, isSlip: false };
  const words = await corrections(db, locale, word.folded, mostCorrections);
  const [first] = words;
  return { words, isSlip: !(first && isOtherForm(first.word, word.folded)) };
}

/** A stem of a language. */
type Stem = [Locale, string];

interface Terms {
  typed: Stem[];
  beside: Stem[];
}

/** The stems that some words have in each language, where they are more than little words. */
function stemsOf(languages: readonly Locale[], words: readonly string[]): Stem[] {
  return languages.flatMap((locale) => {
    const telling = words.flatMap((word) => analyzerOf(locale).words(word)).filter(({ stop }) => !stop);
    return [...new Set(telling.flatMap(({ stem, bare }) => [stem, bare]))].map((stem): Stem => [
      locale,
      stem,
    ]);
  });
}

/** What articles take a word for: synonyms, other spellings, completions; nothing far-fetched. */
function likeWords({ terms }: Asked, locale: Locale): Stem[] {
  return [...terms]
    .filter(([term, weight]) => weight >= leastLikeness && !/[ =#@^]/.test(term))
    .map(([term]): Stem => [locale, term]);
}

function soughtWord(
  { typed, beside }: Terms,
  all: number,
  count: (locale: Locale, stem: string) => number,
): SoughtWord {
  const formOf = (stems: Stem[], weight: number): Form => {
    const had = stems.filter(([locale, stem]) => count(locale, stem) > 0);
    return {
      terms: [...new Set(had.map(([locale, stem]) => wordTerm(locale, stem)))],
      texts: had.reduce((sum, [locale, stem]) => sum + count(locale, stem), 0),
      weight,
    };
  };
  const first = formOf(typed, 1);
  const isTyped = ([locale, stem]: Stem) => typed.some((one) => one[0] === locale && one[1] === stem);
  const second = formOf(
    beside.filter((stem) => !isTyped(stem)),
    otherFormShare,
  );
  const texts = Math.min(all, Math.max(first.texts, second.texts));
  const rarity = Math.min(greatestRarity, Math.log(1 + (all - texts + 0.5) / (texts + 0.5)));
  return { forms: [first, second].filter(({ terms }) => terms.length > 0), rarity };
}
