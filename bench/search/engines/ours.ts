import { openArticles } from '#src/search/articles.ts';
import type { SearchDocument } from '#src/search/documents.ts';
import { analyzerOf } from '#src/search/languages/all.ts';
import type { Manifest } from '#src/search/shards/manifest.ts';
import { openReader } from '#src/search/shards/reader.ts';
import { writeIndex } from '#src/search/shards/write.ts';
import type { Corpus } from '../corpus.ts';
import { type Engine, excerpt, type Fetched, type Part, shown } from '../engine.ts';
import { packageBytes, wireBytes } from '../wire.ts';

/** The search of this product, over pages that are not articles of its own. */
export const ours: Engine = {
  name: 'ours',
  build: (corpus) => {
    const { manifest, files } = writeIndex({
      locale: corpus.locale,
      documents: documentsOf(corpus),
      analyzerOf,
    });
    const placed: Manifest = { ...manifest, folder: '/' };
    const sizes = new Map<string, number>();
    const sizeOf = (name: string) => {
      const known = sizes.get(name);
      if (known !== undefined) return known;
      const file = files.get(name) ?? new Uint8Array();
      const size = Math.min(file.length, wireBytes(file));
      sizes.set(name, size);
      return size;
    };
    const manifestBytes = wireBytes(JSON.stringify(placed));
    return Promise.resolve({
      wire: () => {
        // Texts are for passages, which come after the list is painted.
        const names = [...files.keys()].filter((name) => !name.startsWith('texts/'));
        return {
          bytes: names.reduce((sum, name) => sum + sizeOf(name), manifestBytes),
          files: names.length + 1,
        };
      },
      visit: () => {
        let fetched: Fetched[] = [
          { part: 'library', bytes: packageBytes('lunr/lunr.min.js') },
          { part: 'manifest', bytes: manifestBytes },
        ];
        const reader = openReader(placed, (name) => {
          fetched.push({ part: partOf(name), bytes: sizeOf(name) });
          const file = files.get(name);
          return file ? Promise.resolve(file) : Promise.reject(new Error(`No ${name}`));
        });
        const articles = openArticles(reader, [analyzerOf(corpus.locale)]);
        return Promise.resolve({
          search: async (typed) => {
            const { hits } = await articles.search(typed, { limit: shown });
            const all = fetched;
            fetched = [];
            return { ids: hits.map(({ card }) => card.slug), fetched: all };
          },
        });
      },
      close: () => Promise.resolve(),
    });
  },
};

function partOf(name: string): Part {
  if (name.startsWith('terms/')) return 'terms';
  return name.startsWith('cards/') ? 'cards' : 'words';
}

function documentsOf({ docs, locale }: Corpus): SearchDocument[] {
  return docs.map(({ id, title, headings, body }) => ({
    card: { slug: id, title, summary: excerpt(body), kind: 'howto', products: [], lang: locale },
    texts: { title: [title], headings, body: [body] },
    names: [],
  }));
}
