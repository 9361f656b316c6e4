/** What a browser says besides Do-Not-Track, where it can. */
type Asking = Navigator & { globalPrivacyControl?: boolean };

const isUnwelcome = () => navigator.doNotTrack === '1' || Boolean((navigator as Asking).globalPrivacyControl);

/** As much as is looked at. */
const longest = 200;

/**
 * Tells our own site which result of which words was opened, without saying by whom; not where
 * somebody asked not to be followed, nor where the site keeps no such log: then lists name no words.
 */
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-rank]') : null;
  const words = link?.closest<HTMLElement>('[data-words]')?.dataset['words'];
  if (!link || !words || isUnwelcome()) return;
  const choice = { q: words.slice(0, longest), path: link.pathname, rank: link.dataset['rank'] ?? '' };
  navigator.sendBeacon(`/${document.documentElement.lang}/search/chosen/`, new URLSearchParams(choice));
});
