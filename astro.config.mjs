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

/** The parts of lunr that search an index, without those that build one or read its query language. */
const lunrParts = [
  'utils',
  'field_ref',
  'set',
  'token',
  'pipeline',
  'vector',
  'stemmer',
  'stop_word_filter',
  'token_set',
  'match_data',
  'index',
  'query',
];

/** Lets browsers fetch two thirds of lunr: the package has its parts as files that expect a `lunr` around them. */
const slimLunr = () => ({
  name: 'slim-lunr',
  enforce: 'pre',
  resolveId: (id) => (id === 'lunr' ? '\0slim-lunr' : undefined),
  load: (id) =>
    id === '\0slim-lunr'
      ? [
          'var lunr = {};',
          ...lunrParts.map((part) => readFileSync(`node_modules/lunr/lib/${part}.js`, 'utf8')),
          'export default lunr;',
        ].join('\n')
      : undefined,
});

export default defineConfig({
  output: 'server',
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
