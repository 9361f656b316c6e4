import { copyOf, part } from './parts.client.ts';
import { forgetSearch, forgetSearches, recentSearches } from './recent-searches.client.ts';

/**
 * What was searched on this device, under an empty field: links, each with a button that forgets it.
 * Arrow keys walk along the links and back to the field.
 */
export class RecentList {
  readonly #input: HTMLInputElement;
  readonly #panel: HTMLElement;
  readonly #rows: HTMLElement;
  readonly #template: HTMLTemplateElement;

  constructor(box: HTMLElement, input: HTMLInputElement) {
    this.#input = input;
    this.#panel = part(box, '.recent');
    this.#rows = part(this.#panel, 'ul');
    this.#template = part<HTMLTemplateElement>(box, 'template.recent-search');
    this.#panel.addEventListener('keydown', this.#press);
    part(this.#panel, '.recent-head button').addEventListener('click', () => {
      forgetSearches();
      this.#leave();
    });
  }

  get isOpen(): boolean {
    return !this.#panel.hidden;
  }

  /** Shows what there is; false when there is nothing. */
  show(): boolean {
    const searches = recentSearches();
    this.#rows.replaceChildren(...searches.map((words, at) => this.#row(words, at)));
    this.#panel.hidden = searches.length === 0;
    return searches.length > 0;
  }

  hide(): void {
    this.#panel.hidden = true;
  }

  /** Moves the focus into the list. */
  enter(): void {
    this.#links[0]?.focus();
  }

  get #links(): HTMLAnchorElement[] {
    return [...this.#rows.querySelectorAll('a')];
  }

  #row(words: string, at: number): HTMLElement {
    const row = copyOf(this.#template);
    const link = part<HTMLAnchorElement>(row, 'a');
    link.textContent = words;
    link.search = `?q=${encodeURIComponent(words)}`;
    link.id = `${this.#input.id}-recent-${at}`;
    const button = part(row, 'button');
    button.id = `${link.id}-forget`;
    button.setAttribute('aria-labelledby', `${button.id} ${link.id}`);
    button.addEventListener('click', () => {
      const hadFocus = document.activeElement === button;
      forgetSearch(words);
      if (!this.show()) this.#leave();
      else if (hadFocus) (this.#links[at] ?? this.#links.at(-1))?.focus();
    });
    return row;
  }

  #leave() {
    this.hide();
    this.#input.focus();
  }

  readonly #press = (event: KeyboardEvent) => {
    const links = this.#links;
    const at = links.findIndex((link) => link.parentElement?.contains(document.activeElement));
    if (event.key === 'ArrowDown') links[at + 1]?.focus();
    else if (event.key === 'ArrowUp') (at > 0 ? links[at - 1] : this.#input)?.focus();
    else if (event.key === 'Escape') this.#leave();
    else return;
    event.preventDefault();
  };
}
