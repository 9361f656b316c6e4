import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import site from '../../../astro.config.mjs';

/** A file that the product's bundler makes. */
export interface Script {
  /** Its path on the site. */
  name: string;
  content: string | Uint8Array;
  /** The file that it was made for, where it was made for one. */
  source: string | undefined;
  /** The names of those that it cannot do without. */
  imports: string[];
}

/** A script, named from this folder, as the product's build would leave it: `page.js`, and the files it may ask for. */
export async function bundle(script: string): Promise<Script[]> {
  const inWorker = new Map<string, Pick<Script, 'source' | 'imports'>>();
  const worker = site.vite?.worker;
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    base: '/',
    publicDir: false,
    worker: { ...worker, plugins: () => [...(worker?.plugins?.() ?? []), watcher(inWorker)] },
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: { page: fileURLToPath(new URL(script, import.meta.url)) },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  if (!Array.isArray(built) && !('output' in built)) throw new Error('Vite watches instead of building.');
  return [built].flat().flatMap(({ output }) =>
    output.map((file): Script => {
      const name = file.fileName;
      // The scripts of a worker come without their relations.
      if (file.type === 'asset')
        return { name, content: file.source, source: undefined, imports: [], ...inWorker.get(name) };
      return { name, content: file.code, source: file.facadeModuleId ?? undefined, imports: file.imports };
    }),
  );
}

/** Notes what the scripts of a worker were made for and what they import. */
function watcher(scripts: Map<string, Pick<Script, 'source' | 'imports'>>): Plugin {
  return {
    name: 'watch-worker',
    generateBundle: (_options, files) => {
      for (const file of Object.values(files))
        if (file.type === 'chunk')
          scripts.set(file.fileName, { source: file.facadeModuleId ?? undefined, imports: file.imports });
    },
  };
}

/** The page around the script. */
export const pageWith = (locale: string): string =>
  `<!doctype html><html lang="${locale}"><title>Search</title><input aria-label="Search"><ol></ol><script type="module" src="/page.js"></script>`;
