import type { Piece } from '../passages.ts';
import { showPassage } from './suggestion-options.client.ts';

/** The rows of a combobox, one of which may be marked while the focus stays in the field. */
export class OptionList {
  readonly #list: HTMLElement;
  readonly #input: HTMLInputElement;
  #active: HTMLElement | undefined;

  constructor(list: HTMLElement, input: HTMLInputElement) {
    this.#list = list;
    this.#input = input;
    list.id = `${input.id}-suggestions`;
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': list.id,
    }))
      input.setAttribute(name, value);
  }

  get #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role=option]')];
  }

  /** How many lead straight to an answer: all but the last row. */
  get count(): number {
    return Math.max(this.#options.length - 1, 0);
  }

  get active(): HTMLElement | undefined {
    return this.#active;
  }

  /** Shows what answers these words; the last row leads to all that does. */
  fill(typed: string, options: HTMLElement[], all: HTMLElement): void {
    this.#list.dataset['words'] = typed;
    this.#list.replaceChildren(...options, all);
    this.#name();
  }

  empty(): void {
    this.choose(undefined);
    this.#list.replaceChildren();
  }

  /** Lays later rows under a heading above the last, but not while somebody points at that. */
  async add(title: string, options: HTMLElement[], signal: AbortSignal): Promise<void> {
    const all = this.#list.lastElementChild;
    if (options.length === 0 || !all) return;
    if (all.matches(':hover, :active'))
      await new Promise((resolve) => all.addEventListener('pointerleave', resolve, { once: true }));
    if (signal.aborted) return;
    const heading = document.createElement('div');
    heading.textContent = title;
    heading.className = 'group-name';
    heading.id = `${this.#list.id}-group`;
    heading.setAttribute('role', 'presentation');
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-labelledby', heading.id);
    group.append(heading, ...options);
    all.before(group);
    this.#name();
  }

  showPassages(passages: { at: number; pieces: Piece[] }[]): void {
    const options = this.#options;
    for (const { at, pieces } of passages) if (at < this.count) showPassage(options[at], pieces);
  }

  /** Past either end it is the field's turn. */
  move(by: 1 | -1): void {
    const options = this.#options;
    const at = this.#active ? options.indexOf(this.#active) : by > 0 ? -1 : options.length;
    this.choose(options[at + by]);
  }

  choose(option: HTMLElement | undefined): void {
    this.#active?.setAttribute('aria-selected', 'false');
    this.#active = option;
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    this.#point();
  }

  #point() {
    if (this.#active) this.#input.setAttribute('aria-activedescendant', this.#active.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  /** Gives each row an id, and each answer its rank. */
  #name() {
    this.#options.forEach((option, at) => {
      option.id = `${this.#list.id}-${at}`;
      if (!option.classList.contains('all')) option.dataset['rank'] = String(at + 1);
    });
    this.#point();
  }
}
