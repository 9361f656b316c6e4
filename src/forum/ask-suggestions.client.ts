const askPauseMs = 300;
const fewestLetters = 4;
/** While one of these is used the rows beneath may change; later they would push away what is being typed. */
const beginnings = new Set(['product', 'topic', 'title']);

/**
 * `<ask-suggestions from="/en/search/suggest/">`: while a title is being typed, shows what has been
 * answered already. It never stands in the way: whatever fails, nothing is shown.
 */
class AskSuggestions extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();
  #last = '';

  connectedCallback() {
    this.#form = this.closest('form');
    for (const event of ['input', 'focusin']) this.#form?.addEventListener(event, this.#soon);
    this.#soon();
  }

  disconnectedCallback() {
    for (const event of ['input', 'focusin']) this.#form?.removeEventListener(event, this.#soon);
    this.#asking.abort();
    clearTimeout(this.#timer);
  }

  readonly #soon = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), askPauseMs);
  };

  async #ask() {
    if (!this.#form) return;
    const typed = new FormData(this.#form);
    const words = String(typed.get('title') ?? '').trim();
    const query = new URLSearchParams({ q: words, product: String(typed.get('product') ?? '') }).toString();
    if (query === this.#last || this.#isPast()) return;
    this.#last = query;
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const html = words.length < fewestLetters ? '' : await this.#rows(query, signal);
    if (signal.aborted) return;
    if (this.#isPast()) this.#last = '';
    else this.#show(words, html);
  }

  async #rows(query: string, signal: AbortSignal): Promise<string> {
    const answer = await fetch(`${this.getAttribute('from') ?? ''}?${query}`, { signal }).catch(() => null);
    return answer?.ok && !answer.redirected ? (await answer.text().catch(() => '')).trim() : '';
  }

  /** True when somebody is writing further down. */
  #isPast(): boolean {
    const field = document.activeElement;
    return (
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      field.form === this.#form &&
      !beginnings.has(field.name)
    );
  }

  #show(words: string, html: string) {
    const rows = this.querySelector('div');
    const status = this.nextElementSibling;
    if (!rows || !status) return;
    rows.innerHTML = html;
    rows.dataset['words'] = words;
    // Said once; whoever wants to hear the rows finds them behind the field.
    if (this.hidden || !html) status.textContent = html && (this.querySelector('.hint')?.textContent ?? '');
    this.hidden = html === '';
  }
}

customElements.define('ask-suggestions', AskSuggestions);
