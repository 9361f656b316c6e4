import { expect, test } from 'vitest';
import { alternates, listedPages } from '#src/articles/sitemap.ts';
import { readContent } from '#src/catalog/read.ts';
import { sitemapIndexOf, sitemapOf } from '#src/lib/sitemaps.ts';

const { catalog } = await readContent('content');

test('the sitemap lists every article and product, and when the article was last reviewed', () => {
  const pages = listedPages(catalog);
  for (const { slug } of catalog.articles)
    expect(pages).toContainEqual({
      path: `articles/${slug}/`,
      changed: expect.stringMatching(/^2026-\d\d-\d\d$/),
    });
  for (const { slug } of catalog.products) expect(pages).toContainEqual({ path: `products/${slug}/` });
});

test('every address is absolute and names its other languages', async () => {
  const origin = 'https://help.example.com';
  const response = await sitemapOf([
    { url: `${origin}/el/articles/x/`, links: alternates(origin, 'articles/x/'), lastmod: '2026-10-12' },
  ]);
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('application/xml');
  expect(text).toContain('<loc>https://help.example.com/el/articles/x/</loc>');
  expect(text).toContain('<lastmod>2026-10-12</lastmod>');
  expect(text.match(/hreflang=/g)).toHaveLength(7);
  expect(text).toContain('hreflang="x-default" href="https://help.example.com/en/articles/x/"');
});

test('the index names its sitemaps', async () => {
  const text = await (await sitemapIndexOf(['https://help.example.com/sitemap-articles.xml'])).text();
  expect(text).toContain('<sitemap><loc>https://help.example.com/sitemap-articles.xml</loc></sitemap>');
});
