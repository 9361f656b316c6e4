/** Words of customers beside words of articles, as an editor wrote them. Each may be a phrase of up to three words. */
export interface Synonym {
  words: string[];
  /** What `words` find besides themselves. Without it all `words` mean each other. */
  means?: string[];
}

/** An entry of content/synonyms/{locale}.yaml: `same` alone, or `typed` with `means`. */
export interface SynonymEntry {
  same?: string[] | undefined;
  typed?: string[] | undefined;
  means?: string[] | undefined;
}

interface Fault {
  /** To the entry, its list and the word in it. */
  path: (string | number)[];
  message: string;
}

const mostWords = 3;

export const synonymOf = ({ same, typed, means }: SynonymEntry): Synonym =>
  same ? { words: same } : { words: typed ?? [], means: means ?? [] };

/** What is wrong with the entries of one language, in the words of somebody who writes them. */
export function faultsIn(entries: readonly SynonymEntry[]): Fault[] {
  return [
    ...entries.flatMap((entry, at) => faultsOfEntry(entry, at)),
    ...repeated(entries, 'same'),
    ...repeated(entries, 'typed'),
  ];
}

function faultsOfEntry({ same, typed, means }: SynonymEntry, at: number): Fault[] {
  const fault = (message: string, ...path: (string | number)[]) => ({ path: [at, ...path], message });
  const faults: Fault[] = [];
  if (same && (typed ?? means)) faults.push(fault('has "same" beside "typed" or "means": make two entries'));
  else if (!same && !typed && !means) faults.push(fault('needs "same", or "typed" with "means"'));
  else if (typed && !means) faults.push(fault('has no "means" beside it: say what it finds', 'typed'));
  else if (means && !typed) faults.push(fault('has no "typed" beside it: say who looks for it', 'means'));
  if (same && same.length < 2)
    faults.push(fault('needs two words or more: add one, or remove the entry', 'same'));
  for (const [name, list] of Object.entries({ same, typed, means })) {
    if (!list) continue;
    if (name !== 'same' && list.length === 0) faults.push(fault('is empty: name a word', name));
    const known = new Set(name === 'means' ? typed?.map(asCompared) : []);
    const before = new Set<string>();
    list.forEach((phrase, place) => {
      const compared = asCompared(phrase);
      const said = faultOfPhrase(phrase);
      if (said) faults.push(fault(said, name, place));
      else if (before.has(compared))
        faults.push(
          fault(`names "${phrase}" twice: remove one, for accents and capitals are all one`, name, place),
        );
      else if (known.has(compared))
        faults.push(fault(`names "${phrase}", which is typed already: remove it`, name, place));
      before.add(compared);
    });
  }
  return faults;
}

function faultOfPhrase(phrase: string): string | undefined {
  if (phrase === '') return undefined;
  const { length } = wordsOf(phrase);
  if (length === 0) return `names "${phrase}", which has no letter and no digit: remove it`;
  if (length > mostWords) return `names "${phrase}", ${length} words: three are the most, so shorten it`;
  return undefined;
}

/** A word that an earlier entry has in the same place already. */
function repeated(entries: readonly SynonymEntry[], list: 'same' | 'typed'): Fault[] {
  const first = new Map<string, number>();
  return entries.flatMap((entry, at) =>
    (entry[list] ?? []).flatMap((phrase, place) => {
      const compared = asCompared(phrase);
      const earlier = first.get(compared);
      if (earlier === undefined) first.set(compared, at);
      return earlier === undefined || earlier === at || compared === ''
        ? []
        : [
            {
              path: [at, list, place],
              message: `names "${phrase}", which entry ${earlier + 1} has already: make one entry of both`,
            },
          ];
    }),
  );
}

const wordsOf = (phrase: string) => phrase.match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [];

/** Without case, marks and signs, as search will compare it. */
const asCompared = (phrase: string) =>
  wordsOf(
    phrase
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase(),
  )
    .join(' ')
    .replaceAll('ς', 'σ');
