const keepPauseMs = 400;
const draftPrefix = 'draft:';
/** Consent is given where it is read, not out of a drawer. */
const notKept = new Set(['do', 'article', 'consent']);

function readDraft(key: string): Record<string, string> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, string> | null;
  } catch {
    return null;
  }
}

/** Forgets every draft that stands on this page as a post. */
function forgetPosted() {
  const posted = new Set(
    [...document.querySelectorAll<HTMLElement>('[data-submission]')].map(
      ({ dataset }) => dataset['submission'],
    ),
  );
  if (posted.size === 0) return;
  for (const key of Object.keys(localStorage))
    if (key.startsWith(draftPrefix) && posted.has(readDraft(key)?.['submission']))
      localStorage.removeItem(key);
}

/**
 * `<draft-keeper name="ask">` around a form: what is typed is kept on this device until it has been
 * posted or discarded. That it was posted is known by the post itself, which carries the form's
 * `submission` on the page that follows.
 */
class DraftKeeper extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The body as the page brought it, to know a draft that was begun from it. */
  #brought = '';

  connectedCallback() {
    const form = this.querySelector('form');
    if (!form) return;
    this.#brought = form.querySelector<HTMLTextAreaElement>('[name=body]')?.defaultValue ?? '';
    this.#restore(form);
    form.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#keep(form);
      }, keepPauseMs);
    });
    form.addEventListener('submit', (event) => {
      this.#keep(form);
      const signIn = this.getAttribute('sign-in');
      const preview = event.submitter instanceof HTMLButtonElement && event.submitter.value === 'preview';
      if (!signIn || preview || !readDraft(this.#key)) return;
      event.preventDefault();
      location.assign(signIn);
    });
    this.querySelector('.draft button')?.addEventListener('click', () => {
      this.#forget();
      location.assign(location.pathname);
    });
  }

  get #key() {
    return draftPrefix + (this.getAttribute('name') ?? '');
  }

  #keep(form: HTMLFormElement) {
    const typed: Record<string, string> = {};
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && !notKept.has(name)) typed[name] = value;
    typed['brought'] = this.#brought;
    if (!typed['body']?.trim() && !typed['title']?.trim()) {
      this.#forget();
      return;
    }
    try {
      localStorage.setItem(this.#key, JSON.stringify(typed));
      this.#say(true);
    } catch {
      // No room, or storage is forbidden: the form works without.
    }
  }

  /**
   * Fills in what the server left empty, so that a prefilled or refused form keeps its own words; a
   * draft that was begun from the same body goes on.
   */
  #restore(form: HTMLFormElement) {
    const draft = readDraft(this.#key);
    if (!draft) return;
    const fields = [...form.elements].filter(
      (field) =>
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement,
    );
    const typed = fields.some(({ name, value }) => name === 'body' && value.trim() !== '');
    if (typed && draft['brought'] !== this.#brought) return;
    for (const field of fields) {
      const words = draft[field.name];
      if (words === undefined) continue;
      if (field.type === 'checkbox') (field as HTMLInputElement).checked = true;
      else if (field.value === '' || field.name === 'submission' || field.name === 'body')
        field.value = words;
    }
    this.#say(true);
  }

  #forget() {
    localStorage.removeItem(this.#key);
    this.#say(false);
  }

  #say(kept: boolean) {
    const note = this.querySelector<HTMLElement>('.draft');
    if (note) note.hidden = !kept;
  }
}

forgetPosted();
customElements.define('draft-keeper', DraftKeeper);
