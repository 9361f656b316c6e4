import type { APIRoute } from 'astro';
import { escapeXml } from '#src/lib/xml.ts';

/** Lets a browser offer the site's search among its own (OpenSearch 1.1). */
export const GET: APIRoute = ({ locals: { ctx, locale, t } }) => {
  const { site } = ctx.catalog;
  const search = `${ctx.settings.publicUrl}/${locale}/search/`;
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escapeXml(site.name.slice(0, 16))}</ShortName>
  <Description>${escapeXml(t('articles.description', { name: site.name }))}</Description>
  <Language>${locale}</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" method="get" template="${escapeXml(search)}?q={searchTerms}"/>
</OpenSearchDescription>
`,
    {
      headers: {
        'content-type': 'application/opensearchdescription+xml; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      },
    },
  );
};
