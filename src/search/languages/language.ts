import support from 'lunr-languages/lunr.stemmer.support.js';

/** What the analyzer needs to know of a language. Both take folded words. */
export interface Language {
  /** The stem; words are folded first, for the stemmers leave accented Greek alone. */
  stem(word: string): string;
  isStopWord(folded: string): boolean;
}

type Plugin = (host: Record<string, unknown>) => void;

/**
 * A language of lunr-languages. Its plugins want to be hung on lunr itself; they get a host of
 * their own instead, which hands over the stemmer and the list of stop words and keeps lunr clean.
 */
export function languageOf(code: string, plugin: Plugin): Language {
  let stopWords: string[] = [];
  const host: Record<string, unknown> = {
    Pipeline: { registerFunction: () => undefined },
    generateStopWordFilter: (words: string[]) => {
      stopWords = words;
    },
  };
  support(host);
  plugin(host);
  // The plugins carry no types: each hangs a function with a stemmer on its host.
  const { stemmer } = host[code] as { stemmer: (word: string) => string };
  const folded = new Set(stopWords.map(fold));
  return { stem: (word) => stemmer(word), isStopWord: (word) => folded.has(word) };
}

/** Without case, marks or final sigmas: what accents and capitals must not change. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFC');
}
