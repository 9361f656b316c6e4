import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as service from 'pagefind';
import type { Corpus, Doc } from '../corpus.ts';
import { type Built, type Engine, type Fetched, type Part, shown } from '../engine.ts';
import { wireBytes } from '../wire.ts';

/** What of its bundle a page loads that brings a search field of its own. */
const libraryFiles = ['pagefind.js', 'pagefind-worker.js'];
const origin = 'http://pagefind.test/';

/** The part of its browser script that is used. */
interface Script {
  options(options: { basePath: string; baseUrl: string }): Promise<void>;
  search(typed: string): Promise<{ results: { data(): Promise<{ raw_url: string }> }[] }>;
  destroy(): Promise<void>;
}

type Files = Map<string, Uint8Array>;

/** Pagefind's own index and its own browser script, run in this process against the files it wrote. */
export const pagefind: Engine = {
  name: 'Pagefind',
  build: async (corpus) => opened(corpus, await pagefindFiles(corpus)),
};

/** Everything that Pagefind writes for a folder of pages. */
export async function pagefindFiles(corpus: Corpus): Promise<Files> {
  const { index } = await service.createIndex({});
  if (!index) throw new Error('Pagefind does not start.');
  for (const doc of corpus.docs) await index.addHTMLFile({ url: doc.url, content: pageOf(doc) });
  const { files } = await index.getFiles();
  await service.close();
  return new Map(files.map(({ path, content }) => [path, content]));
}

/** A page with its fields marked as Pagefind weighs them: h1, h2, text. */
function pageOf({ lang, title, headings, body }: Doc): string {
  const sections = headings.map((heading) => `<h2>${escaped(heading)}</h2>`).join('\n');
  return `<!doctype html><html lang="${escaped(lang)}"><head><title>${escaped(title)}</title></head>
<body><main data-pagefind-body><h1>${escaped(title)}</h1>${sections}<p>${escaped(body)}</p></main></body></html>`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

async function opened({ docs }: Corpus, files: Files): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-pagefind-'));
  const script = join(folder, 'pagefind.mjs');
  writeFileSync(script, files.get('pagefind.js') ?? '');
  const { options, search, destroy } = (await import(pathToFileURL(script).href)) as Script;
  const idOf = new Map(docs.map(({ url, id }) => [url, id]));
  const index = [...files.keys()].filter((path) => partOf(path) !== 'library');
  const sizes = new Map<string, number>();
  const sizeOf = (path: string) => {
    const size = sizes.get(path) ?? wireBytes(files.get(path) ?? '');
    sizes.set(path, size);
    return size;
  };

  let fetched: Fetched[] = [];
  const realFetch = globalThis.fetch;
  // The script asks the global fetch for its files: here it finds them, and they are counted.
  globalThis.fetch = (input) => {
    const path = new URL(String(input)).pathname.slice(1);
    const content = files.get(path);
    fetched.push({ part: partOf(path), bytes: sizeOf(path) });
    return Promise.resolve(new Response(content && Buffer.from(content), { status: content ? 200 : 404 }));
  };
  return {
    wire: () => ({ bytes: index.reduce((sum, path) => sum + sizeOf(path), 0), files: index.length }),
    visit: async () => {
      await destroy();
      await options({ basePath: origin, baseUrl: '/' });
      let pending: Fetched[] = libraryFiles.map((path) => ({ part: 'library', bytes: sizeOf(path) }));
      return {
        search: async (typed) => {
          fetched = pending;
          pending = [];
          const { results } = await search(typed);
          const pages = await Promise.all(results.slice(0, shown).map((result) => result.data()));
          return { ids: pages.map(({ raw_url: url }) => idOf.get(url) ?? ''), fetched };
        },
      };
    },
    close: () => {
      globalThis.fetch = realFetch;
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function partOf(path: string): Part {
  if (path.endsWith('.pf_index')) return 'terms';
  if (path.endsWith('.pf_fragment')) return 'cards';
  if (path.endsWith('.pf_meta') || path.endsWith('entry.json')) return 'manifest';
  return 'library';
}
