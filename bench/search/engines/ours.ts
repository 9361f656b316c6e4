import { isLocale } from '#src/i18n/locales.ts';
import { openArticles } from '#src/search/articles.ts';
import type { SearchDocument } from '#src/search/documents.ts';
import { analyzerOf } from '#src/search/languages/all.ts';
import { openReader } from '#src/search/shards/reader.ts';
import { type IndexFiles, writeIndex } from '#src/search/shards/write.ts';
import { bundle } from '../browser/bundle.ts';
import type { Corpus } from '../corpus.ts';
import { type Built, type Engine, excerpt, type Fetched, type Part, shown } from '../engine.ts';
import { wireBytes } from '../wire.ts';

/** The search of this product, over pages that are not articles of its own. */
export const ours: Engine = {
  name: 'ours',
  build: (corpus) => Promise.resolve(opened(corpus, indexOf(corpus))),
};

/** The index that the site's build would write for these pages. */
export function indexOf({ docs, locale }: Corpus): IndexFiles {
  const documents = docs.map(({ id, lang, title, headings, body }): SearchDocument => ({
    card: {
      slug: id,
      title,
      summary: excerpt(body),
      kind: 'howto',
      products: [],
      lang: isLocale(lang) ? lang : locale,
    },
    texts: { title: [title], headings, body: [body] },
    names: [],
  }));
  return writeIndex({ locale, documents, analyzerOf });
}

function opened({ locale }: Corpus, { manifest, files }: IndexFiles): Built {
  const analyzers = [
    analyzerOf(locale),
    ...manifest.languages.filter((one) => one !== locale).map(analyzerOf),
  ] as const;
  const sizes = new Map<string, number>();
  const sizeOf = (name: string) => {
    const size = sizes.get(name) ?? wireBytes(files.get(name) ?? '');
    sizes.set(name, size);
    return size;
  };
  const manifestBytes = wireBytes(JSON.stringify(manifest));
  let library: Promise<number[]> | undefined;
  return {
    wire: () => {
      const names = [...files.keys()];
      const needed = names.filter((name) => !isText(name));
      return {
        bytes: needed.reduce((sum, name) => sum + sizeOf(name), manifestBytes),
        files: needed.length,
        texts: estimated(names.filter(isText), sizeOf),
      };
    },
    visit: async () => {
      let fetched: Fetched[] = (await (library ??= librarySizes(manifest.languages))).map((bytes) => ({
        part: 'library',
        bytes,
      }));
      fetched.push({ part: 'manifest', bytes: manifestBytes });
      const reader = openReader({ ...manifest, folder: '' }, (name) => {
        fetched.push({ part: partOf(name), bytes: sizeOf(name) });
        const file = files.get(name);
        return file ? Promise.resolve(file) : Promise.reject(new Error(`${name} is not in the index`));
      });
      const articles = openArticles(reader, analyzers);
      return {
        search: async (typed) => {
          const { hits } = await articles.search(typed, { limit: shown });
          const taken = fetched;
          fetched = [];
          return { ids: hits.map(({ card }) => card.slug), fetched: taken };
        },
      };
    },
    close: () => Promise.resolve(),
  };
}

/** Read for the passages, once the list is there. */
const isText = (name: string) => name.startsWith('texts/');

function partOf(name: string): Part {
  if (name.startsWith('terms/')) return 'terms';
  return name.startsWith('cards/') ? 'cards' : 'words';
}

const mostWeighed = 200;

/** The bytes of many files, from every so many-th of them. */
function estimated(names: string[], sizeOf: (name: string) => number): number {
  const every = Math.ceil(names.length / mostWeighed);
  const weighed = names.filter((_, at) => at % every === 0);
  const bytes = weighed.reduce((sum, name) => sum + sizeOf(name), 0);
  return weighed.length === 0 ? 0 : (bytes / weighed.length) * names.length;
}

/** What a browser loads to search in these languages: the worker, then an analyzer for each. */
async function librarySizes(languages: readonly string[]): Promise<number[]> {
  const scripts = await bundle('ours.client.ts');
  const entry = scripts.find(({ source }) => source?.endsWith('/search.worker.ts'));
  const needed = new Set<string>();
  const need = (name: string) => {
    const script = scripts.find((one) => one.name === name);
    if (!script || needed.has(name)) return;
    needed.add(name);
    script.imports.forEach(need);
  };
  if (entry) need(entry.name);
  for (const { name, source } of scripts)
    if (languages.some((language) => source?.endsWith(`/languages/${language}.ts`))) need(name);
  return scripts.filter(({ name }) => needed.has(name)).map(({ content }) => wireBytes(content));
}
