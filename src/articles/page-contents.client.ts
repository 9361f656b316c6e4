/** How much of the screen, from the top, counts as what is being read. */
const reading = '0px 0px -70% 0px';

/** `<page-contents>`: marks the heading that is being read. */
class PageContents extends HTMLElement {
  readonly #links = new Map<Element, HTMLAnchorElement>();
  readonly #watch = new IntersectionObserver(
    (entries) => {
      const read = entries.findLast(({ isIntersecting }) => isIntersecting);
      if (read) this.#mark(read.target);
    },
    { rootMargin: reading },
  );

  connectedCallback() {
    for (const link of this.querySelectorAll<HTMLAnchorElement>('nav a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!heading) continue;
      this.#links.set(heading, link);
      this.#watch.observe(heading);
    }
  }

  disconnectedCallback() {
    this.#watch.disconnect();
  }

  #mark(heading: Element) {
    for (const [one, link] of this.#links)
      if (one === heading) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
  }
}

customElements.define('page-contents', PageContents);
