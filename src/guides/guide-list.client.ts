/** What was opened and what is done: by series, by part. It never leaves the device. */
type Progress = Record<string, Record<string, 'seen' | 'done'>>;

const place = 'guides';

function read(): Progress {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return kept && typeof kept === 'object' ? (kept as Progress) : {};
  } catch {
    return {};
  }
}

function keep(series: string, change: (parts: Progress[string]) => Progress[string]): void {
  const progress = read();
  try {
    localStorage.setItem(place, JSON.stringify({ ...progress, [series]: change({ ...progress[series] }) }));
  } catch {
    // The browser keeps nothing: the list is a plain list.
  }
}

/** `<guide-list data-series>`: marks the parts that are done, on this device alone. */
class GuideList extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll('button')) button.hidden = false;
    this.addEventListener('click', this.#press);
    this.#show();
  }

  readonly #press = ({ target }: Event) => {
    const button = target instanceof Element && target.closest('button');
    if (!button) return;
    const part = button.closest<HTMLElement>('[data-part]')?.dataset['part'];
    const pressed = button.getAttribute('aria-pressed') === 'true';
    keep(this.dataset['series'] ?? '', (parts) =>
      part ? { ...parts, [part]: pressed ? 'seen' : 'done' } : {},
    );
    this.#show();
  };

  #show() {
    const parts = read()[this.dataset['series'] ?? ''] ?? {};
    let done = 0;
    for (const row of this.querySelectorAll<HTMLElement>('[data-part]')) {
      const state = parts[row.dataset['part'] ?? ''];
      if (state === 'done') done += 1;
      row.querySelector('button')?.setAttribute('aria-pressed', String(state === 'done'));
      row.querySelector('[data-seen]')?.toggleAttribute('hidden', state !== 'seen');
      row.toggleAttribute('data-done', state === 'done');
    }
    const foot = this.querySelector<HTMLElement>('.guide-progress');
    const status = foot?.querySelector('[role=status]');
    if (!foot || !status) return;
    foot.hidden = false;
    status.textContent = (this.dataset['progress'] ?? '').replace('{done}', String(done));
    foot.querySelector('[data-again]')?.toggleAttribute('hidden', Object.keys(parts).length === 0);
  }
}

customElements.define('guide-list', GuideList);

// On an article that is a part of a series: opened, not done. The addresses name series and part.
const slugOf = (path: string) => path.split('/')[3] ?? '';
for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-guide] > [href*="/guides/"]'))
  keep(slugOf(link.pathname), (parts) => ({ [slugOf(location.pathname)]: 'seen', ...parts }));
