import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { isLocale } from '../i18n/locales.ts';
import { anchorsOf } from './body.ts';
import { findProduct } from './catalog.ts';
import type { Surroundings } from './check.ts';
import type { ContentProblem } from './problems.ts';
import type { TextFile } from './texts.ts';

/** Pages that are there whatever the content. */
const standing = new Set([
  '/',
  '/articles/',
  '/products/',
  '/troubleshoot/',
  '/warranty/',
  '/warranty/plans/',
  '/community/',
  '/community/ask/',
  '/search/',
  '/account/products/',
  '/account/letters/',
  '/service-centres/',
  '/contact/',
  '/guides/',
]);

/** Faults of the links of one article: each must lead somewhere in the reader's language. */
export function checkLinks(article: TextFile, tree: Root, surroundings: Surroundings): ContentProblem[] {
  const problems: ContentProblem[] = [];
  visit(tree, ['link', 'definition'], (node) => {
    if (node.type !== 'link' && node.type !== 'definition') return;
    const message = faultOf(node.url, article, tree, surroundings);
    if (message)
      problems.push({
        file: article.file,
        line: (node.position?.start.line ?? 1) + article.bodyLine - 1,
        field: `link ${node.url}`,
        message,
      });
  });
  return problems;
}

function faultOf(url: string, article: TextFile, tree: Root, around: Surroundings): string | undefined {
  if (/^(https?:\/\/[^/]|mailto:[^@]+@|tel:\+?[\d-]+$)/.test(url)) return undefined;
  if (url.startsWith('#'))
    return missingAnchor(url.slice(1), anchorsOf(tree), `articles/${article.locale}/${article.slug}.mdx`);
  if (!url.startsWith('/') || url.startsWith('//'))
    return 'leads nowhere: write /articles/…/, /products/…/, /community/… or a whole address beginning with https:';
  const [, path = '', anchor] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(url) ?? [];
  const [room, slug = ''] = path.split('/').slice(1);
  if (isLocale(room)) return 'names a language: leave it out, readers get their own';
  if (!path.endsWith('/')) return `must end in a slash: write ${path}/`;
  if (standing.has(path)) return undefined;
  if (room === 'articles' && path === `/articles/${slug}/`) {
    const anchors = around.anchors(slug, article.locale);
    if (!anchors) return `names no article: there is no articles/en/${slug}.mdx`;
    return anchor ? missingAnchor(anchor, anchors, `articles/${article.locale}/${slug}.mdx`) : undefined;
  }
  if (room === 'products' && path === `/products/${slug}/`) {
    const product = findProduct(around.catalog, slug);
    if (!product) return `names no product: there is no products/${slug}.yaml`;
    return anchor ? missingAnchor(anchor, product.topics, `products/${slug}.yaml`) : undefined;
  }
  if (room === 'troubleshoot' && path === `/troubleshoot/${slug}/`)
    return around.catalog.troubleshooters.some((one) => one.slug === slug)
      ? undefined
      : `names no troubleshooter: there is no troubleshooters/en/${slug}.mdx`;
  if (room === 'service-centres' && path === `/service-centres/${slug}/`)
    return around.catalog.centres.some((one) => one.slug === slug)
      ? undefined
      : `names no centre: there is no service-centres/${slug}.yaml`;
  if (room === 'guides' && path === `/guides/${slug}/`)
    return around.catalog.series.some((one) => one.slug === slug)
      ? undefined
      : `names no guide: there is no series/${slug}.yaml`;
  if (room === 'warranty') return faultOfTerms(path, around);
  return 'leads to no page: mend the address';
}

/** The terms of a product, or the law of a country. */
function faultOfTerms(path: string, { catalog }: Surroundings): string | undefined {
  const terms = catalog.policies.map(({ product }) => `/warranty/${product}/`);
  const laws = catalog.laws.map(({ country }) => `/warranty/law/${country.toLowerCase()}/`);
  const known = ['/warranty/', '/warranty/plans/', ...terms, ...laws];
  return known.includes(path) ? undefined : `leads to no page: use one of ${known.join(' ')}`;
}

function missingAnchor(anchor: string, anchors: readonly string[], file: string): string | undefined {
  let wanted = anchor;
  try {
    wanted = decodeURIComponent(anchor);
  } catch {
    // Not encoded: taken as it stands.
  }
  return anchors.includes(wanted)
    ? undefined
    : `names an anchor that ${file} does not have: use one of ${anchors.map((one) => `#${one}`).join(' ') || 'none'}`;
}
