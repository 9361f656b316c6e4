import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/site/**'],
          testTimeout: 20_000,
        },
      },
      {
        // The built site: its pages in this process, its server as a child.
        test: {
          name: 'site',
          include: ['test/site/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          server: { deps: { external: [/\/dist\/server\//] } },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/support/site.ts',
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
