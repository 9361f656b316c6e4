import MarkdownIt, { type StateCore, type Token } from 'markdown-it';
import sanitize from 'sanitize-html';

/** Rises when the same Markdown would come out as other HTML: stored HTML says by which it was made. */
export const rendererVersion = 1;

/** Blocks and marks within each other, at most; a reader never needs a tenth of it. */
const deepestNesting = 24;
const longestAddress = 2_000;
/** HTML beyond this comes of words made to swell (one reference used a thousand times over). */
const longestHtml = 200_000;

const ownPath = /^\/(?![/\\])/;
const webAddress = /^(https?:\/\/|mailto:)/i;

const markdown = new MarkdownIt('commonmark', {
  html: false,
  breaks: true,
  linkify: true,
  maxNesting: deepestNesting,
});
markdown.enable('linkify');
// Only what somebody wrote as an address: "the pump.It" is not one.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdown.validateLink = (address) =>
  address.length <= longestAddress && (webAddress.test(address) || ownPath.test(address));
markdown.core.ruler.push('images as links', imagesAsLinks);
markdown.core.ruler.push('heading levels', levelHeadings);

/**
 * CommonMark to HTML that is safe to show, line breaks as typed. Images become links, headings
 * begin at level `headings` and skip none, links to `publicUrl` become paths.
 */
export function renderMarkdown(source: string, page: { headings: number; publicUrl: string }): string {
  const html = markdown.render(source, { headings: page.headings });
  if (html.length > longestHtml) return plainParagraph(source);
  return sanitize(html, {
    allowedTags: [
      ...['p', 'br', 'hr', 'em', 'strong', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
      ...['h2', 'h3', 'h4', 'h5', 'h6'],
    ],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, { href = '' }) => ({
        tagName,
        attribs: { href: withoutOrigin(href, page.publicUrl), rel: 'nofollow ugc noopener' },
      }),
    },
  }).trim();
}

/** How many links to elsewhere a text holds. */
export function countForeignLinks(html: string): number {
  return html.match(/<a href="https?:/g)?.length ?? 0;
}

/** The words of rendered HTML in one line, cut between words at about `longest` characters. */
export function excerptOf(html: string, longest: number): string {
  const words = html
    .slice(0, longest * 20)
    .replace(/<\/?(p|br|hr|li|ul|ol|pre|blockquote|h\d)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>?/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...words];
  if (characters.length <= longest) return words;
  return `${characters
    .slice(0, longest)
    .join('')
    .replace(/\s+\S{0,30}$/, '')} …`;
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };

function plainParagraph(source: string): string {
  const escaped = markdown.utils.escapeHtml(source).trim();
  return `<p>${escaped.replace(/\n/g, '<br />')}</p>`;
}

function withoutOrigin(href: string, publicUrl: string): string {
  const url = URL.parse(href);
  return url?.origin === publicUrl ? url.pathname + url.search + url.hash : href;
}

/** An image from elsewhere would tell its host who reads: readers get a link instead. */
function imagesAsLinks(state: StateCore): void {
  for (const { children } of state.tokens) {
    if (!children?.some(({ type }) => type === 'image')) continue;
    let insideLink = 0;
    const shown: Token[] = [];
    for (const token of children) {
      if (token.type === 'link_open') insideLink += 1;
      if (token.type === 'link_close') insideLink -= 1;
      if (token.type !== 'image') {
        shown.push(token);
        continue;
      }
      const address = String(token.attrGet('src') ?? '');
      const text = new state.Token('text', '', 0);
      const alt = markdown.renderer.renderInlineAsText(token.children ?? [], markdown.options, state.env);
      text.content = alt.trim() || address;
      const open = new state.Token('link_open', 'a', 1);
      open.attrSet('href', address);
      shown.push(...(insideLink > 0 ? [text] : [open, text, new state.Token('link_close', 'a', -1)]));
    }
    children.splice(0, children.length, ...shown);
  }
}

/** Makes the headings of a post follow those of the page around it. */
function levelHeadings(state: StateCore): void {
  const { headings } = state.env as { headings: number };
  const above: number[] = [];
  for (const token of state.tokens) {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
    if (token.type === 'heading_open') {
      const typed = Number(token.tag.slice(1));
      while ((above.at(-1) ?? 0) >= typed) above.pop();
      above.push(typed);
    }
    token.tag = `h${Math.min(6, headings + above.length - 1)}`;
  }
}
