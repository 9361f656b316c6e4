/** From here on the characters left are said. */
const fewLeft = 200;

/** `<article-vote>`: sends its forms in place; the answer is the part of the same name on the page that comes back. */
class ArticleVote extends HTMLElement {
  connectedCallback() {
    this.addEventListener('submit', this.#send);
    this.addEventListener('input', this.#count);
  }

  readonly #send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form, event.submitter) as unknown as Record<string, string>;
    fetch(form.action, { method: 'POST', body: new URLSearchParams(fields) })
      .then(async (answer) => {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const next = page.querySelector('article-vote');
        if (!next) throw new Error('refused');
        this.replaceChildren(...next.childNodes);
        this.querySelector<HTMLElement>('[role=alert], h2')?.focus();
      })
      .catch(() => {
        // The plain way: the browser sends the form and shows what comes.
        this.removeEventListener('submit', this.#send);
        form.requestSubmit(event.submitter);
      });
  };

  readonly #count = ({ target }: Event) => {
    const output = this.querySelector<HTMLElement>('[data-left]');
    if (!(target instanceof HTMLTextAreaElement) || !output) return;
    const left = target.maxLength - target.value.length;
    output.textContent = left <= fewLeft ? `${output.dataset['left']} ${left}` : '';
  };
}

customElements.define('article-vote', ArticleVote);
