const kept = 'slash';
const typing = 'input, textarea, select, [contenteditable]';

/** True where somebody has turned the key off on this device. */
function isOff(): boolean {
  try {
    return localStorage.getItem(kept) === 'off';
  } catch {
    return false;
  }
}

/** "/" leads to the search field, unless somebody is typing. */
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (key !== '/' || ctrlKey || metaKey || altKey || event.isComposing || event.defaultPrevented) return;
  if ((target instanceof Element && target.closest(typing)) || isOff()) return;
  const field = document.querySelector<HTMLInputElement>('#site-search');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

/** `<slash-key>` around a checkbox: turns the key off and on, for whom a single key is in the way. */
class SlashKey extends HTMLElement {
  connectedCallback() {
    const box = this.querySelector('input');
    if (!box) return;
    box.checked = !isOff();
    box.addEventListener('change', () => {
      try {
        if (box.checked) localStorage.removeItem(kept);
        else localStorage.setItem(kept, 'off');
      } catch {
        // Storage is blocked: the key stays on.
        box.checked = true;
      }
    });
    this.hidden = false;
  }
}

customElements.define('slash-key', SlashKey);
if (isOff()) {
  for (const hint of document.querySelectorAll('.slash')) hint.remove();
  document.querySelector('#site-search')?.removeAttribute('aria-keyshortcuts');
}
