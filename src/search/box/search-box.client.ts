/** Keys that were pressed in a field before there was a list to move in. */
export interface HeldKeys {
  /** Downwards; negative is upwards. */
  steps: number;
  /** True when Enter followed: what is then marked is to be opened. */
  enter: boolean;
}

/**
 * `<search-box from="/en/search/box/">` around a search field: suggests while somebody types.
 * Nothing is loaded before the field is used, and without it the form searches as it is.
 */
class SearchBox extends HTMLElement {
  #held: HeldKeys = { steps: 0, enter: false };

  connectedCallback() {
    this.addEventListener('focusin', this.#open);
    if (this.contains(document.activeElement)) this.#open();
  }

  disconnectedCallback() {
    this.removeEventListener('focusin', this.#open);
  }

  readonly #open = () => {
    this.removeEventListener('focusin', this.#open);
    this.#held = { steps: 0, enter: false };
    this.addEventListener('keydown', this.#hold);
    Promise.all([import('./suggestions.client.ts'), this.#fragment()])
      .then(([{ suggestIn }, html]) => suggestIn(this, html, this.#held))
      // Offline, perhaps: the next time the field is used it is tried again.
      .catch(() => {
        this.addEventListener('focusin', this.#open);
        if (this.#held.enter) this.closest('form')?.requestSubmit();
      })
      .finally(() => this.removeEventListener('keydown', this.#hold));
  };

  async #fragment(): Promise<string> {
    const answer = await fetch(this.getAttribute('from') ?? '');
    if (!answer.ok) throw new Error(`Search box: ${answer.status}`);
    return answer.text();
  }

  readonly #hold = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !(event.target instanceof HTMLInputElement) || !event.target.value) return;
    if (step) this.#held.steps += step;
    else if (event.key === 'Enter' && this.#held.steps !== 0) this.#held.enter = true;
    else {
      this.#held = { steps: 0, enter: false };
      return;
    }
    event.preventDefault();
  };
}

customElements.define('search-box', SearchBox);
