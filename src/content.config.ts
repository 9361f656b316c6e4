import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';

/** Articles, for rendering alone: their fields are read and checked by src/catalog/. */
const articles = defineCollection({
  loader: glob({
    base: process.env['CONTENT_DIR'] || './content',
    pattern: 'articles/*/*.mdx',
    generateId: ({ entry }) => entry.replace(/^articles\//, '').replace(/\.mdx$/, ''),
  }),
});

export const collections = { articles };
