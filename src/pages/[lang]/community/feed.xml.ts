import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { threadKinds } from '#db/schema/forum.ts';
import { kindPath, threadPath } from '#src/forum/address.ts';
import { latestThreads } from '#src/forum/list.ts';

const most = 25;

/** The latest questions of a language, or, where the address says so, the latest of another kind, whatever their language. */
export const GET: APIRoute = async ({ url, locals: { ctx, locale, t, catalog, publicUrl } }) => {
  const kind = threadKinds.find((one) => one === url.searchParams.get('kind')) ?? 'question';
  const isQuestions = kind === 'question';
  const latest = await latestThreads(ctx, { locale: isQuestions ? locale : undefined, kind }, most);
  return rss({
    title: t('forum.feed.title', { name: catalog.site.name, kind: t(`forum.kinds.${kind}`) }),
    description: t(`forum.intro.${kind}`),
    site: publicUrl + kindPath(locale, kind),
    ...(isQuestions && { customData: `<language>${locale}</language>` }),
    items: latest.map(({ title, html, createdAt, ...thread }) => ({
      title,
      link: publicUrl + threadPath(locale, thread),
      pubDate: new Date(createdAt),
      content: html,
    })),
  });
};
