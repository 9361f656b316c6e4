import support from 'lunr-languages/lunr.stemmer.support.js';

/** What the analyzer needs to know of a language. */
export interface Language {
  /** The stem of a word in lower case. */
  stem(word: string): string;
  /** True when the stemmer knows endings by their marks, as in "reparación"; the Greek one leaves marked words alone. */
  stemsMarks: boolean;
  isStopWord(folded: string): boolean;
  /** True where words that belong together are written as one. */
  compounds?: boolean;
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
  return { stem: (word) => stemmer(word), stemsMarks: code !== 'el', isStopWord: (word) => folded.has(word) };
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
