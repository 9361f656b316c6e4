const askPauseMs = 300;
const fewestLetters = 4;

/**
 * `<ask-suggestions from="/en/search/suggest/">`: while a title is being typed, shows what has been
 * answered already. It never stands in the way: whatever fails, nothing is shown.
 */
class AskSuggestions extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = '';

  connectedCallback() {
    this.#form = this.closest('form');
    this.#form?.addEventListener('input', this.#soon);
    this.#soon();
  }

  disconnectedCallback() {
    this.#form?.removeEventListener('input', this.#soon);
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
    if (query === this.#last) return;
    this.#last = query;
    const answer =
      words.length < fewestLetters
        ? null
        : await fetch(`${this.getAttribute('from') ?? ''}?${query}`).catch(() => null);
    const html = answer?.ok && !answer.redirected ? (await answer.text()).trim() : '';
    if (query !== this.#last) return;
    const shown = this.querySelector('[aria-live]');
    if (shown) shown.innerHTML = html;
    this.hidden = html === '';
  }
}

customElements.define('ask-suggestions', AskSuggestions);
