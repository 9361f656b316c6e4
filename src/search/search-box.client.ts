/**
 * `<search-box from="/en/search/box/">` around a search field: suggests articles while somebody
 * types. Nothing is loaded before the field is used, and without it the form searches as it is.
 */
class SearchBox extends HTMLElement {
  connectedCallback() {
    this.addEventListener('focusin', this.#open);
    if (this.contains(document.activeElement)) this.#open();
  }

  disconnectedCallback() {
    this.removeEventListener('focusin', this.#open);
  }

  readonly #open = () => {
    this.removeEventListener('focusin', this.#open);
    import('./suggestions.client.ts')
      .then(({ suggestIn }) => suggestIn(this))
      // Offline, perhaps: the next time the field is used it is tried again.
      .catch(() => this.addEventListener('focusin', this.#open));
  };
}

customElements.define('search-box', SearchBox);
