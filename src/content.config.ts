import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';

/** Texts, for rendering alone: their fields are read and checked by src/catalog/. */
const texts = (kind: string) =>
  defineCollection({
    loader: glob({
      base: process.env['CONTENT_DIR'] || './content',
      pattern: `${kind}/*/*.mdx`,
      generateId: ({ entry }) => entry.slice(`${kind}/`.length).replace(/\.mdx$/, ''),
    }),
  });

export const collections = { articles: texts('articles'), troubleshooters: texts('troubleshooters') };
