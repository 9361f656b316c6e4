const typing = 'input, textarea, select, [contenteditable]';

/** "/" leads to the search field, unless somebody is typing. */
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (key !== '/' || ctrlKey || metaKey || altKey || event.isComposing || event.defaultPrevented) return;
  if (target instanceof Element && target.closest(typing)) return;
  const field = document.querySelector<HTMLInputElement>('#site-search');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
