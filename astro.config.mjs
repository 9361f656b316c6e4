import { readFileSync } from 'node:fs';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

/** Our own server stands in front of Astro: the adapter builds, src/server/ serves. */
const ownServer = {
  name: 'aftercare-server',
  hooks: {
    'astro:config:done': ({ setAdapter }) =>
      setAdapter({
        name: 'aftercare-server',
        entrypointResolution: 'auto',
        serverEntrypoint: new URL('./src/server/astro-entry.ts', import.meta.url).pathname,
        adapterFeatures: { buildOutput: 'server', middlewareMode: 'classic' },
        supportedAstroFeatures: {
          hybridOutput: 'stable',
          staticOutput: 'stable',
          serverOutput: 'stable',
          sharpImageService: 'stable',
        },
      }),
  },
};

/**
 * The parts of lunr that browsers need, without those that build an index or read its query language:
 * the package has its parts as files that expect a `lunr` around them. English is a part of its own,
 * for whoever reads it.
 */
const lunrParts = {
  'slim-lunr': {
    lunr: '{}',
    files: ['utils', 'field_ref', 'set', 'pipeline', 'vector', 'token_set', 'match_data', 'index', 'query'],
  },
  'slim-lunr-english': {
    lunr: '{ Pipeline: { registerFunction: () => undefined } }',
    files: ['token', 'stemmer', 'stop_word_filter'],
  },
};

/** Lets browsers fetch half of lunr. */
const slimLunr = () => ({
  name: 'slim-lunr',
  enforce: 'pre',
  resolveId(id, importer = '') {
    if (id !== 'lunr') return undefined;
    return importer.endsWith('/languages/en.ts') ? '\0slim-lunr-english' : '\0slim-lunr';
  },
  load(id) {
    const parts = lunrParts[id.slice(1)];
    if (!id.startsWith('\0') || !parts) return undefined;
    const files = parts.files.map((part) => readFileSync(`node_modules/lunr/lib/${part}.js`, 'utf8'));
    return [`var lunr = ${parts.lunr};`, ...files, 'export default lunr;'].join('\n');
  },
});

export default defineConfig({
  output: 'server',
  // Not in node_modules, which checkouts may share.
  cacheDir: '.astro/cache',
  trailingSlash: 'always',
  compressHTML: true,
  session: false,
  devToolbar: { enabled: false },
  adapter: ownServer,
  integrations: [mdx()],
  markdown: { syntaxHighlight: false },
  build: { inlineStylesheets: 'never', format: 'directory' },
  security: { checkOrigin: false },
  vite: {
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    worker: { format: 'es', plugins: () => [slimLunr()] },
  },
});
