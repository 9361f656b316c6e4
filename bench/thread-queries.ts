import type { Locale } from '#src/i18n/locales.ts';
import { type Corpus, seeded } from './thread-corpus.ts';

/** What people type into a search field, and what they should not. */
export interface AskedThread {
  locale: Locale;
  typed: string;
  product?: string;
}

const longestQuery = 10_000;

/** `each` queries of every kind, the same ones for the same corpus. */
export function queriesFor(corpus: Corpus, threads: number, each: number): Record<string, AskedThread[]> {
  const random = seeded(42);
  const below = (limit: number) => Math.floor(random() * limit);
  const some = (make: () => AskedThread) => Array.from({ length: each }, make);
  const wordsOf = (text: string, most: number) => text.split(' ').slice(0, most);
  const anyThread = () => corpus.thread(1 + below(threads));
  const realistic = (): AskedThread => {
    const { locale, title, question } = anyThread();
    const words = [...wordsOf(title, 1 + below(4)), ...wordsOf(question, below(3))];
    return { locale, typed: `${words.join(' ')} ` };
  };
  return {
    'as people type': some(realistic),
    'half-typed': some(() => {
      const { typed, ...rest } = realistic();
      const words = typed.trim();
      return { ...rest, typed: words.slice(0, Math.max(3, words.length - 2)) };
    }),
    'one typo': some(() => {
      const { typed, ...rest } = realistic();
      return { ...rest, typed: withSlip(typed, below) };
    }),
    'all words unknown': some(() => {
      const { typed, ...rest } = realistic();
      return { ...rest, typed: typed.replace(/\p{L}{4,}/gu, (word) => withSlip(`${word}xq `, below).trim()) };
    }),
    'common words': some(() => {
      const { locale } = anyThread();
      const words = Array.from({ length: 2 + below(3) }, () => corpus.word(locale, below(12)));
      return { locale, typed: `${words.join(' ')} ` };
    }),
    'twelve common words': some(() => {
      const { locale } = anyThread();
      return {
        locale,
        typed: `${Array.from({ length: 12 }, (_, at) => corpus.word(locale, at + below(8))).join(' ')} `,
      };
    }),
    'within a product': some(() => ({ ...realistic(), product: 'washing-machine-w80' })),
    'common, in a product': some(() => ({
      locale: 'en',
      typed: `${corpus.word('en', below(6))} ${corpus.word('en', 6 + below(6))} `,
      product: 'washing-machine-w80',
    })),
    '10,000 characters': some(() => {
      const { locale, question } = anyThread();
      return { locale, typed: `${question} `.repeat(longestQuery).slice(0, longestQuery) };
    }),
    'odd signs': some(() => {
      const { locale, title } = anyThread();
      const signs = [
        '"',
        'NEAR(',
        '*',
        ')',
        ' AND ',
        ' OR ',
        '-',
        ':',
        '^',
        '😀',
        '\u0000',
        '\ud800',
        ' NOT ',
        "'",
        '@',
        '=',
        'ʹ',
      ];
      return {
        locale,
        typed: wordsOf(title, 4)
          .map((word) => word + (signs[below(signs.length)] ?? ''))
          .join(' '),
      };
    }),
  };
}

/** One edit in the longest word, first letter included. */
function withSlip(typed: string, below: (limit: number) => number): string {
  const longest = typed.split(' ').toSorted((a, b) => b.length - a.length)[0] ?? '';
  const at = below(Math.max(1, longest.length - 1));
  const [before, letter = '', next = '', after] = [
    longest.slice(0, at),
    longest[at],
    longest[at + 1],
    longest.slice(at + 2),
  ];
  const slip = [
    before + next + letter + after,
    before + next + after,
    `${before}${letter}${letter}${next}${after}`,
  ][below(3)];
  return typed.replace(longest, slip ?? longest);
}
