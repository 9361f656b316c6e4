import { mostSuggestions } from '../../../src/search/box/messages.ts';

/** How many results our own list shows; other engines are asked for no more. */
export const rows = mostSuggestions;

/** What a page's search has to be able to do to be measured. */
export interface Searcher {
  /** The titles to show, best first. */
  search(typed: string): Promise<string[]>;
}

/** A search field as products have it: loads on focus, shows a list, and tells when the list is painted. */
export function searchField(load: () => Promise<Searcher>): void {
  const input = document.querySelector('input');
  const list = document.querySelector('ol');
  if (!input || !list) throw new Error('The page has no field.');
  let loading: Promise<Searcher> | undefined;
  const answer = async () => {
    const typed = input.value;
    const { search } = await (loading ??= load());
    const titles = await search(typed);
    if (typed !== input.value) return;
    list.replaceChildren(
      ...titles.map((title) => {
        const item = document.createElement('li');
        item.textContent = title;
        return item;
      }),
    );
    await painted();
    input.dispatchEvent(new CustomEvent('shown', { bubbles: true, detail: typed }));
  };
  input.addEventListener('focus', () => void (loading ??= load()));
  input.addEventListener('input', () => void answer());
}

/** After the next frame: what follows a frame comes when it has been drawn. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
