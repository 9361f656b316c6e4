import { expect, test } from 'vitest';
import { shelvesOf } from '#src/articles/browse.ts';
import { findProduct } from '#src/catalog/catalog.ts';
import { readContent } from '#src/catalog/read.ts';

const { catalog } = await readContent('content');
const product = findProduct(catalog, 'washing-machine-w80');

test('a product lists its own articles, by its own order of topics', () => {
  if (!product) throw new Error('no product');
  const shelves = shelvesOf(catalog, product);
  const own = new Set(shelves.flatMap(({ articles }) => articles.map(({ slug }) => slug)));
  expect(own).toContain('washing-machine-will-not-drain');
  expect(own).toContain('what-the-warranty-covers');
  expect(own).not.toContain('fridge-is-noisy');
  const places = shelves.map(({ topic }) => product.topics.indexOf(topic.slug)).filter((at) => at >= 0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('notices stand apart from the topics', () => {
  if (!product) throw new Error('no product');
  const articles = catalog.articles.map((one) =>
    one.slug === 'washing-machine-will-not-drain' ? { ...one, kind: 'notice' as const } : one,
  );
  const listed = shelvesOf({ ...catalog, articles }, product).flatMap((shelf) => shelf.articles);
  expect(listed.map(({ slug }) => slug)).not.toContain('washing-machine-will-not-drain');
});
