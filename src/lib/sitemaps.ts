import { Readable } from 'node:stream';
import { SitemapIndexStream, type SitemapItemLoose, SitemapStream, streamToPromise } from 'sitemap';

/** A sitemap (sitemaps.org 0.9) of absolute addresses, with alternates in other languages where given. */
export async function sitemapOf(items: SitemapItemLoose[]): Promise<Response> {
  const stream = new SitemapStream({
    lastmodDateOnly: true,
    xmlns: { news: false, video: false, image: false, xhtml: true },
  });
  return xml(await streamToPromise(Readable.from(items).pipe(stream)));
}

/** The list of the sitemaps at these addresses. */
export async function sitemapIndexOf(addresses: string[]): Promise<Response> {
  const stream = new SitemapIndexStream();
  return xml(await streamToPromise(Readable.from(addresses.map((url) => ({ url }))).pipe(stream)));
}

function xml(body: Buffer): Response {
  return new Response(new Uint8Array(body), {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=600' },
  });
}
