import { expect, test } from 'vitest';
import {
  askPath,
  newestArticles,
  pageLength,
  pagesOf,
  relatedArticles,
  shelves,
  trailOf,
} from '#src/articles/browse.ts';
import { type Article, findArticle } from '#src/catalog/catalog.ts';
import { readContent } from '#src/catalog/read.ts';

const { catalog } = await readContent('content');

function article(slug: string): Article {
  const found = findArticle(catalog, slug);
  if (!found) throw new Error(`no article ${slug}`);
  return found;
}

test('shelves hold every article under each of its topics, in the order of the topics', () => {
  const all = shelves(catalog, catalog.articles);
  const order = catalog.topics.map(({ slug }) => slug);
  expect(all.map(({ topic }) => order.indexOf(topic.slug))).toEqual(
    all.map(({ topic }) => order.indexOf(topic.slug)).toSorted((a, b) => a - b),
  );
  expect(new Set(all.flatMap(({ articles }) => articles))).toEqual(new Set(catalog.articles));
});

test('a long shelf comes in pages that together hold it whole', () => {
  const [shelf] = shelves(catalog, catalog.articles);
  if (!shelf) throw new Error('no shelf');
  const many = Array.from({ length: 2 * pageLength + 1 }, (_, index) => ({
    ...article('contact-us'),
    slug: `article-${index}`,
  }));
  const pages = pagesOf({ topic: shelf.topic, articles: many });
  expect(pages.map(({ articles }) => articles.length)).toEqual([pageLength, pageLength, 1]);
  expect(pages.flatMap(({ articles }) => articles)).toEqual(many);
});

test('related articles are few, never the article itself, nearest first', () => {
  for (const one of catalog.articles) {
    const related = relatedArticles(catalog, one);
    expect(related.length).toBeLessThanOrEqual(4);
    expect(related).not.toContain(one);
  }
  const [first] = relatedArticles(catalog, article('espresso-machine-gives-no-water'));
  expect(first?.slug).toBe('espresso-runs-too-fast-or-too-slow');
});

test('asking carries the article, and the product where there is one', () => {
  expect(askPath('el', article('fridge-is-noisy'))).toBe(
    '/el/community/ask/?product=fridge-freezer-k340&article=fridge-is-noisy',
  );
  expect(askPath('en', article('contact-us'))).toBe('/en/community/ask/?article=contact-us');
});

test('above an article stands its topic', () => {
  expect(trailOf(catalog, article('returns-and-exchanges'), 'sv')).toEqual([
    { name: 'Artiklar', path: '/sv/articles/' },
    { name: 'Returer och byten', path: '/sv/articles/topics/returns/' },
  ]);
});

test('the feed begins with what was reviewed last', () => {
  const dates = newestArticles(catalog, 'en').map(({ wordings }) => wordings.en.reviewed);
  expect(dates).toEqual(dates.toSorted().toReversed());
});
