import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { threadPath } from '#src/forum/address.ts';
import { latestQuestions } from '#src/forum/list.ts';

const most = 25;

/** The latest questions of a language. */
export const GET: APIRoute = async ({ locals: { ctx, locale, t, catalog, publicUrl } }) => {
  const questions = await latestQuestions(ctx, locale, most);
  return rss({
    title: t('forum.feed.title', { name: catalog.site.name }),
    description: t('forum.intro'),
    site: `${publicUrl}/${locale}/community/`,
    customData: `<language>${locale}</language>`,
    items: questions.map(({ title, html, createdAt, ...thread }) => ({
      title,
      link: publicUrl + threadPath(locale, thread),
      pubDate: new Date(createdAt),
      content: html,
    })),
  });
};
