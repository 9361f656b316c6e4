/** `<copy-text done="…">`: gives the text of its field to the clipboard or the printer. Without script the field can be selected. */
class CopyText extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll('button')) button.hidden = false;
    this.addEventListener('click', ({ target }) => {
      if (!(target instanceof HTMLElement)) return;
      if (target.closest('[data-copy]')) void this.#copy();
      if (target.closest('[data-print]')) print();
    });
  }

  /** Where a browser keeps the clipboard to itself, the text stands selected. */
  async #copy() {
    const text = this.querySelector('textarea');
    const said = this.querySelector('output');
    if (!text || !said) return;
    text.select();
    // Without TLS there is no clipboard to write to.
    const copied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(text.value))
      .then(
        () => true,
        () => document.execCommand('copy'),
      );
    said.textContent = copied ? this.getAttribute('done') : '';
  }
}

customElements.define('copy-text', CopyText);
