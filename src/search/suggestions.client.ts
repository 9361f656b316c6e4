import type { Locale } from '../i18n/locales.ts';
import type { Suggestion, WorkerAnswer, WorkerQuestion } from './search.worker.ts';

/** Long enough that a screen reader is not interrupted at every key. */
const announcePauseMs = 600;

/** Lays the list of suggestions under the field of a search box, with its words from the server. */
export async function suggestIn(box: HTMLElement): Promise<void> {
  const input = part<HTMLInputElement>(box, 'input');
  const answer = await fetch(box.getAttribute('from') ?? '');
  if (!answer.ok) throw new Error(`Suggestions: ${answer.status}`);
  box.insertAdjacentHTML('beforeend', await answer.text());
  const suggestions = new Suggestions(box, input);
  // Whoever types fast was there before us.
  if (input.value !== input.defaultValue) suggestions.ask();
}

/** A combobox with a list, as the ARIA Authoring Practices describe it. Focus stays in the field. */
class Suggestions {
  readonly #input: HTMLInputElement;
  readonly #panel: HTMLElement;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  readonly #template: HTMLTemplateElement;
  #worker: Worker | undefined;
  #number = 0;
  #active = -1;
  #announcing: ReturnType<typeof setTimeout> | undefined;

  constructor(box: HTMLElement, input: HTMLInputElement) {
    this.#input = input;
    this.#panel = part(box, '.suggestions');
    this.#list = part(box, '[role=listbox]');
    this.#status = part(box, '[role=status]');
    this.#template = part(box, 'template');
    this.#list.id = `${input.id}-suggestions`;
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.#list.id,
    }))
      input.setAttribute(name, value);
    input.addEventListener('input', this.ask);
    input.addEventListener('keydown', this.#press);
    input.addEventListener('blur', this.#close);
    // A press on a suggestion must not take the focus, or the list would close beneath it.
    this.#panel.addEventListener('mousedown', (event) => event.preventDefault());
    this.#start();
  }

  readonly ask = () => {
    this.#number += 1;
    const typed = this.#input.value;
    if (typed.trim() === '') return this.#close();
    this.#start().postMessage({ number: this.#number, typed } satisfies WorkerQuestion);
  };

  /** The worker, which fetches the index as soon as it is there. */
  #start(): Worker {
    if (this.#worker) return this.#worker;
    const { index = '', locale } = this.#panel.dataset;
    const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', this.#hear);
    worker.addEventListener('error', this.#fail);
    // The server wrote its own language there.
    worker.postMessage({ index, locale: locale as Locale } satisfies WorkerQuestion);
    this.#worker = worker;
    return worker;
  }

  readonly #hear = ({ data }: MessageEvent<WorkerAnswer>) => {
    if ('trouble' in data) return this.#fail();
    if (data.number === this.#number && document.activeElement === this.#input) this.#show(data.suggestions);
  };

  /** Says so, and starts afresh at the next key. */
  readonly #fail = () => {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#close();
    this.#panel.hidden = false;
    this.#panel.dataset['trouble'] = '';
    this.#status.textContent = part(this.#panel, '.trouble').textContent;
  };

  #show(suggestions: Suggestion[]) {
    delete this.#panel.dataset['trouble'];
    const options = suggestions.map((suggestion) => this.#option(suggestion));
    this.#list.replaceChildren(...options, this.#all());
    [...this.#list.children].forEach((option, at) => (option.id = `${this.#list.id}-${at}`));
    this.#panel.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.#choose(-1);
    this.#announce(suggestions.length);
  }

  #option({ slug, title, lang, kind, products, code }: Suggestion): HTMLElement {
    const { locale, code: codeWords } = this.#panel.dataset;
    const option = this.#blank(`/${locale}/articles/${slug}/`);
    const name = part(option, '.row-title');
    name.textContent = title;
    if (lang !== locale) name.lang = lang;
    const facts = part(option, '.facts');
    if (code) {
      const display = document.createElement('span');
      display.className = 'label';
      display.textContent = code;
      facts.append(fact(`${codeWords} `, display));
    }
    for (const words of [this.#template.dataset[kind] ?? '', ...products]) facts.append(fact(words));
    return option;
  }

  /** The last row leads to the page of results. */
  #all(): HTMLElement {
    const typed = this.#input.value.trim();
    const { action } = this.#input.form ?? { action: '' };
    const option = this.#blank(`${action}?q=${encodeURIComponent(typed)}`);
    part(option, '.row-title').textContent = (this.#panel.dataset['all'] ?? '').replace('{}', () => typed);
    part(option, '.facts').remove();
    return option;
  }

  #blank(href: string): HTMLElement {
    const option = part<HTMLAnchorElement>(this.#template.content.cloneNode(true) as DocumentFragment, 'a');
    option.href = href;
    return option;
  }

  #announce(count: number) {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      this.#status.textContent = this.#status.dataset[`count${count}`] ?? '';
    }, announcePauseMs);
  }

  readonly #close = () => {
    clearTimeout(this.#announcing);
    this.#number += 1;
    this.#panel.hidden = true;
    this.#list.replaceChildren();
    this.#status.textContent = '';
    this.#input.setAttribute('aria-expanded', 'false');
    this.#choose(-1);
  };

  readonly #press = (event: KeyboardEvent) => {
    const last = this.#list.children.length - 1;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && last < 0) this.ask();
    else if (event.key === 'ArrowDown') this.#choose(this.#active < last ? this.#active + 1 : -1);
    else if (event.key === 'ArrowUp') this.#choose(this.#active < 0 ? last : this.#active - 1);
    else if (event.key === 'Escape' && !this.#panel.hidden) this.#close();
    else if (event.key === 'Enter' && this.#active >= 0) this.#chosen?.click();
    else {
      if (event.key === 'Home' || event.key === 'End') this.#choose(-1);
      return;
    }
    event.preventDefault();
  };

  get #chosen(): HTMLElement | undefined {
    const option = this.#list.children[this.#active];
    return option instanceof HTMLElement ? option : undefined;
  }

  #choose(at: number) {
    this.#chosen?.setAttribute('aria-selected', 'false');
    this.#active = at;
    const option = this.#chosen;
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }
}

function fact(...words: (string | Node)[]): HTMLElement {
  const span = document.createElement('span');
  span.append(...words);
  return span;
}

/** A piece of the markup that SearchBox.astro promises. */
function part<Piece extends HTMLElement>(within: ParentNode, selector: string): Piece {
  const found = within.querySelector<Piece>(selector);
  if (!found) throw new Error(`No ${selector}`);
  return found;
}
