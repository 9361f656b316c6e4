import type { BoxWords } from './box-words.ts';
import type { Suggestion, WorkerAnswer, WorkerQuestion } from './messages.ts';
import { OptionList } from './option-list.client.ts';
import { part } from './parts.client.ts';
import { RecentList } from './recent-list.client.ts';
import { keepSearch } from './recent-searches.client.ts';
import type { HeldKeys } from './search-box.client.ts';
import { allOption, articleOption, threadOption } from './suggestion-options.client.ts';
import { findThreads, fitRoom, layStyles, readWords } from './suggestion-sources.client.ts';

/** Long enough that a screen reader is not interrupted at every key. */
const announcePauseMs = 600;
/** Threads are asked of the server: only once the typing pauses. */
const threadPauseMs = 250;
const fewestLettersForThreads = 3;
const mostLettersForThreads = 200;
const mostThreads = 3;

/** Brings a search box to life: its lists under the field, filled by the worker and the server. */
export function suggestIn(box: HTMLElement, html: string, held: HeldKeys): void {
  const input = part<HTMLInputElement>(box, 'input');
  layStyles();
  box.insertAdjacentHTML('beforeend', html);
  const suggestions = new Suggestions(box, input);
  // Whoever is fast was there before us.
  if (input.value !== input.defaultValue || held.steps !== 0) suggestions.ask(held);
  else suggestions.welcome();
}

/** An editable combobox with a list, as the ARIA Authoring Practices describe it. Focus stays in the field. */
class Suggestions {
  readonly #box: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #panel: HTMLElement;
  readonly #note: HTMLElement;
  readonly #trouble: HTMLElement;
  readonly #status: HTMLElement;
  readonly #template: HTMLTemplateElement;
  readonly #list: OptionList;
  readonly #recent: RecentList;
  #words: BoxWords;
  #worker: Worker | undefined;
  /** Of the last question, and of the one whose answer stands in the list. */
  #number = 0;
  #answered = 0;
  #asked = '';
  #held: HeldKeys = { steps: 0, enter: false };
  /** What has been done about a deployment since the last answer. */
  #renewal: 'none' | 'under way' | 'done' = 'none';
  #threads: AbortController | undefined;
  #announcing: ReturnType<typeof setTimeout> | undefined;

  constructor(box: HTMLElement, input: HTMLInputElement) {
    this.#box = box;
    this.#input = input;
    this.#panel = part(box, '.suggestions');
    this.#note = part(box, '.suggestions-note');
    this.#trouble = part(box, '.suggestions-trouble');
    this.#status = part(box, '[role=status]');
    this.#template = part(box, 'template.suggestion');
    this.#list = new OptionList(part(box, '[role=listbox]'), input);
    this.#recent = new RecentList(box, input);
    this.#words = readWords(box);
    this.#listen();
    this.#start();
  }

  #listen() {
    const input = this.#input;
    input.addEventListener('input', () => this.ask());
    input.addEventListener('keydown', this.#press);
    input.addEventListener('focus', () => this.welcome());
    input.addEventListener('blur', () => this.#close());
    this.#box.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.#box.contains(relatedTarget))) this.#recent.hide();
    });
    input.form?.addEventListener('submit', () => keepSearch(input.value));
    this.#panel.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('a')) keepSearch(this.#asked);
    });
    for (const panel of this.#box.querySelectorAll('.suggestions'))
      // A press in a list must not take the focus, or the list would close beneath it.
      panel.addEventListener('mousedown', (event) => event.preventDefault());
    // Whoever comes back finds the page as it was, without an open list.
    addEventListener('pagehide', () => this.#close());
    visualViewport?.addEventListener('resize', () => fitRoom(this.#panel, input));
  }

  /** An empty field offers what was searched before. */
  welcome(): void {
    if (this.#input.value.trim() === '' && this.#recent.show()) this.#say(this.#words.recent);
  }

  /** Asks for what stands in the field now; keys that were pressed before wait for the answer. */
  ask(held: HeldKeys = { steps: 0, enter: false }): void {
    this.#number += 1;
    this.#held = held;
    this.#asked = this.#input.value;
    this.#threads?.abort();
    if (this.#asked.trim() === '') {
      this.#close();
      this.#list.empty();
      return this.welcome();
    }
    this.#recent.hide();
    this.#list.choose(undefined);
    // Once the new index is known, it is asked for what stands in the field then.
    if (this.#renewal === 'under way') return;
    this.#start().postMessage({ number: this.#number, typed: this.#asked } satisfies WorkerQuestion);
  }

  /** The worker, which fetches what it needs as soon as it is there. */
  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', this.#hear);
    worker.addEventListener('error', this.#fail);
    const { manifest } = this.#words;
    worker.postMessage({ manifest } satisfies WorkerQuestion);
    this.#worker = worker;
    return worker;
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  readonly #hear = ({ data, target }: MessageEvent<WorkerAnswer>) => {
    // Of a worker that has been stopped.
    if (target !== this.#worker) return;
    if ('trouble' in data) return data.trouble === 'stale' ? void this.#renew() : this.#fail();
    if (data.number !== this.#number) return;
    // Whoever has left the field and comes back asks anew.
    if (document.activeElement !== this.#input) return void (this.#asked = '');
    if ('suggestions' in data) this.#show(data.suggestions, data.mended?.words);
    else this.#list.showPassages(data.passages);
  };

  /** The site was deployed anew while this page was open: starts afresh with where the index is now, once. */
  async #renew() {
    if (this.#renewal === 'done') return this.#fail();
    this.#renewal = 'under way';
    this.#stop();
    const answer = await fetch(this.#box.getAttribute('from') ?? '', { cache: 'reload' }).catch(() => null);
    const html = answer?.ok ? await answer.text().catch(() => '') : '';
    this.#renewal = 'done';
    if (!html) return this.#fail();
    const fresh = document.createElement('template');
    fresh.innerHTML = html;
    this.#words = readWords(fresh.content);
    this.#start();
    if (this.#asked.trim() !== '') this.ask(this.#held);
  }

  /** Says so, and starts afresh at the next key. */
  readonly #fail = () => {
    this.#stop();
    this.#renewal = 'none';
    const { enter } = this.#held;
    const isWaited = this.#asked.trim() !== '' && document.activeElement === this.#input;
    this.#held = { steps: 0, enter: false };
    this.#asked = '';
    this.#close();
    this.#list.empty();
    if (enter) return this.#input.form?.requestSubmit();
    if (!isWaited) return;
    this.#note.hidden = true;
    this.#trouble.hidden = false;
    this.#panel.hidden = false;
    this.#say(this.#trouble.textContent);
  };

  #show(suggestions: Suggestion[], mended: string | undefined) {
    this.#answered = this.#number;
    this.#renewal = 'none';
    this.#open();
    this.#trouble.hidden = true;
    this.#note.hidden = mended === undefined;
    this.#note.textContent = this.#words.mended.replace('{}', () => mended ?? '');
    const typed = this.#asked.trim();
    this.#list.fill(
      typed,
      suggestions.map((suggestion) => articleOption(this.#template, suggestion, this.#words)),
      allOption(this.#template, this.#words, typed),
    );
    this.#announce();
    this.#obeyHeld();
    if (typed.length >= fewestLettersForThreads && typed.length <= mostLettersForThreads)
      void this.#addThreads(typed);
  }

  async #addThreads(typed: string) {
    this.#threads = new AbortController();
    const { signal } = this.#threads;
    const rows = await findThreads(this.#words.locale, typed, threadPauseMs, signal);
    if (rows.length === 0 || signal.aborted) return;
    const options = rows.slice(0, mostThreads).map((row) => threadOption(this.#template, row));
    await this.#list.add(this.#words.threads, options, signal);
    if (!signal.aborted && !this.#panel.hidden) this.#announce();
  }

  #announce() {
    const count = this.#words.counts[this.#list.count] ?? '';
    this.#say(this.#note.hidden ? count : `${this.#note.textContent}. ${count}`);
  }

  #say(words: string) {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => (this.#status.textContent = words), announcePauseMs);
  }

  #open() {
    // Measured before anything changes, so that the page is laid out once.
    fitRoom(this.#panel, this.#input);
    this.#panel.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
  }

  #close() {
    clearTimeout(this.#announcing);
    this.#status.textContent = '';
    this.#panel.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#list.choose(undefined);
  }

  readonly #press = (event: KeyboardEvent) => {
    const { key } = event;
    // While an input method composes, the keys are its own.
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    let isDone = false;
    if (key === 'ArrowDown') isDone = this.#step(1, event.altKey);
    else if (key === 'ArrowUp') isDone = this.#step(-1, event.altKey);
    else if (key === 'Enter') isDone = this.#enter();
    else if (key === 'Escape') isDone = this.#escape();
    else if (key !== 'Tab' && key !== 'Shift') this.#list.choose(undefined);
    if (isDone) event.preventDefault();
  };

  /** Alt opens and closes without choosing. */
  #step(by: 1 | -1, isAlt: boolean): true {
    if (this.#input.value.trim() === '') {
      if (by > 0 && (this.#recent.isOpen || this.#recent.show())) this.#recent.enter();
      return true;
    }
    if (this.#asked !== this.#input.value) this.ask();
    if (this.#answered !== this.#number) this.#held.steps += isAlt ? 0 : by;
    else if (isAlt && by < 0) this.#close();
    else {
      if (this.#panel.hidden) this.#open();
      if (!isAlt) this.#list.move(by);
    }
    return true;
  }

  /** Opens the row that is marked; with none the form searches. */
  #enter(): boolean {
    if (this.#held.steps !== 0) this.#held.enter = true;
    else if (this.#list.active) this.#list.active.click();
    else return false;
    return true;
  }

  /** Does what was pressed before there was a list. */
  #obeyHeld() {
    const { steps, enter } = this.#held;
    this.#held = { steps: 0, enter: false };
    for (let step = 0; step < Math.abs(steps); step++) this.#list.move(steps > 0 ? 1 : -1);
    if (!enter) return;
    if (!this.#enter()) this.#input.form?.requestSubmit();
  }

  /** First the list goes, then the words. */
  #escape(): boolean {
    const isAwaited = this.#answered !== this.#number;
    if (isAwaited) {
      this.#number += 1;
      this.#answered = this.#number;
      this.#held = { steps: 0, enter: false };
      this.#asked = '';
    }
    if (this.#recent.isOpen) this.#recent.hide();
    else if (!this.#panel.hidden || isAwaited) this.#close();
    else if (this.#input.value !== '') this.#input.value = '';
    else return false;
    return true;
  }
}
