import { localeNames } from '../../i18n/locales.ts';
import type { BoxWords } from './box-words.ts';
import type { Suggestion } from './messages.ts';
import { copyOf, part } from './parts.client.ts';
import type { Piece } from '../passages.ts';

/** How much of a passage may stand before its first mark, so that a single line shows it. */
const mostBeforeMark = 24;

/** An article as a row of the list. */
export function articleOption(
  template: HTMLTemplateElement,
  { path, title, passage, lang, kind, products, code }: Suggestion,
  words: BoxWords,
): HTMLAnchorElement {
  const option = copyOf<HTMLAnchorElement>(template);
  option.setAttribute('href', path);
  part(option, '.row-title').append(...marked(title));
  showPassage(option, passage);
  if (lang !== words.locale)
    for (const text of option.querySelectorAll<HTMLElement>('.row-title, .passage')) text.lang = lang;
  const isAboutAll = products.length === Object.keys(words.products).length;
  const facts = [
    words.kinds[kind],
    ...(isAboutAll ? [] : products.map((slug) => words.products[slug] ?? '')),
  ];
  if (lang !== words.locale) facts.push(localeNames[lang]);
  part(option, '.facts').append(
    ...(code ? [codeFact(words.code, code)] : []),
    ...facts.flatMap((text) => [fact(text), ' ']),
  );
  return option;
}

/** A thread as a row of the list, out of a row of results that the server wrote. */
export function threadOption(template: HTMLTemplateElement, row: Element): HTMLAnchorElement {
  const link = part<HTMLAnchorElement>(row as HTMLElement, '.row-title a');
  const option = copyOf<HTMLAnchorElement>(template);
  option.setAttribute('href', link.getAttribute('href') ?? '');
  const title = part(option, '.row-title');
  title.replaceChildren(...link.childNodes);
  title.lang = part(row as HTMLElement, '.row-title').lang;
  part(option, '.facts').replaceChildren(...part(row as HTMLElement, '.facts').childNodes);
  part(option, '.passage').remove();
  return option;
}

/** The row that leads to the page of results. */
export function allOption(template: HTMLTemplateElement, words: BoxWords, typed: string): HTMLAnchorElement {
  const option = copyOf<HTMLAnchorElement>(template);
  option.setAttribute('href', `/${words.locale}/search/?${new URLSearchParams({ q: typed }).toString()}`);
  option.className = 'all';
  option.textContent = words.all.replace('{}', () => typed);
  return option;
}

/** Lays the passage on the line that is kept for it. */
export function showPassage(option: Element | undefined, pieces: Piece[]): void {
  option?.querySelector('.passage')?.replaceChildren(...marked(nearMark(pieces)));
}

/** Begins shortly before the first mark. */
function nearMark(pieces: Piece[]): Piece[] {
  const first = pieces.findIndex((piece) => piece.marked);
  const before = pieces
    .slice(0, Math.max(first, 0))
    .map(({ text }) => text)
    .join('');
  if (before.length <= mostBeforeMark) return pieces;
  const from = before.indexOf(' ', before.length - mostBeforeMark);
  const kept = from < 0 ? '' : before.slice(from + 1);
  return [{ text: `… ${kept}`, marked: false }, ...pieces.slice(first)];
}

function marked(pieces: Piece[]): (string | Node)[] {
  return pieces.map((piece) => {
    if (!piece.marked) return piece.text;
    const mark = document.createElement('mark');
    mark.textContent = piece.text;
    return mark;
  });
}

function fact(...content: (string | Node)[]): HTMLElement {
  const span = document.createElement('span');
  span.append(...content);
  return span;
}

function codeFact(words: string, code: string): HTMLElement {
  const display = fact(code);
  display.className = 'label';
  return fact(`${words} `, display);
}
