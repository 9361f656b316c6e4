/** `<product-notices>` in a form: shows the notices of the product that its field `product` names. */
class ProductNotices extends HTMLElement {
  connectedCallback() {
    this.closest('form')?.addEventListener('change', this.#show);
  }

  disconnectedCallback() {
    this.closest('form')?.removeEventListener('change', this.#show);
  }

  readonly #show = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement) || target.name !== 'product') return;
    for (const one of this.querySelectorAll<HTMLElement>('[data-product]'))
      one.hidden = one.dataset['product'] !== target.value;
  };
}

customElements.define('product-notices', ProductNotices);
