/** `<article-tabs>`: what somebody chooses in one group of tabs is chosen in all that offer it. */
class ArticleTabs extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', this.#chooseEverywhere);
  }

  readonly #chooseEverywhere = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    for (const other of document.querySelectorAll<HTMLInputElement>('article-tabs input'))
      if (other.value === target.value) other.checked = true;
  };
}

customElements.define('article-tabs', ArticleTabs);
