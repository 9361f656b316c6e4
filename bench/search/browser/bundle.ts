import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { SiteFiles } from './served.ts';

/** A script of this folder as the product's build would leave it, and the files it may ask for. */
export async function bundle(script: string): Promise<SiteFiles> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    base: '/',
    publicDir: false,
    worker: { format: 'es' },
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
  return new Map(
    [built]
      .flat()
      .flatMap(({ output }) =>
        output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const),
      ),
  );
}

/** The page around the script. */
export const pageWith = (locale: string): string =>
  `<!doctype html><html lang="${locale}"><title>Search</title><input aria-label="Search"><ol></ol><script type="module" src="/page.js"></script>`;
