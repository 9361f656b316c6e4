import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { newestArticles } from '#src/articles/browse.ts';
import { readable } from '#src/catalog/catalog.ts';

/** The articles reviewed last, in the reader's language where they are translated. */
export const GET: APIRoute = async ({ locals: { ctx, locale, t } }) => {
  const { site } = ctx.catalog;
  const { publicUrl } = ctx.settings;
  const response = await rss({
    title: t('articles.feed', { name: site.name }),
    description: t('articles.description', { name: site.name }),
    site: `${publicUrl}/${locale}/articles/`,
    customData: `<language>${locale}</language>`,
    items: newestArticles(ctx.catalog, locale).map((article) => {
      const { title, summary, reviewed, article: of } = readable(article, locale);
      return {
        title,
        description: summary,
        link: `${publicUrl}/${locale}/articles/${of.slug}/`,
        pubDate: new Date(reviewed),
        categories: of.topics.flatMap(
          (slug) => ctx.catalog.topics.find((topic) => topic.slug === slug)?.name[locale] ?? [],
        ),
      };
    }),
  });
  response.headers.set('content-type', 'application/rss+xml; charset=utf-8');
  response.headers.set('cache-control', 'public, max-age=600');
  return response;
};
