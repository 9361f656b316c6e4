/** How far below the screen a part is fetched, so that it stands before it is seen. */
const ahead = '800px';

/** `<live-part from="/en/…/">`: shows a piece of HTML from our own server in place of its content. */
class LivePart extends HTMLElement {
  readonly #watch = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      this.#watch.disconnect();
      void this.#fill();
    },
    { rootMargin: ahead },
  );

  connectedCallback() {
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    this.#watch.disconnect();
  }

  /** What stands there stays when the piece cannot be had. */
  async #fill() {
    const answer = await fetch(this.getAttribute('from') ?? '').catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const html = await answer.text();
    if (html.trim()) this.innerHTML = html;
  }
}

customElements.define('live-part', LivePart);
