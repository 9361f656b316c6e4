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
  vite: { build: { assetsInlineLimit: 0, cssCodeSplit: false }, worker: { format: 'es' } },
});
