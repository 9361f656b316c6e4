import type { Locale } from '../../i18n/locales.ts';
import type { BoxWords } from './box-words.ts';
import { part } from './parts.client.ts';
import styles from './suggestions.css?inline';

/** The data that stands in a box's fragment. */
export function readWords(fragment: ParentNode): BoxWords {
  // SearchBox.astro wrote it.
  return JSON.parse(part(fragment, 'script').textContent) as BoxWords;
}

let areLaid = false;

/** Lays out the lists: their styles come with them, so that no page carries them unused. */
export function layStyles(): void {
  if (areLaid) return;
  areLaid = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}

/** Keeps a list between its field and whatever covers the bottom of the screen, be it a keyboard. */
export function fitRoom(panel: HTMLElement, field: HTMLElement): void {
  const { height, offsetTop } = visualViewport ?? { height: innerHeight, offsetTop: 0 };
  const room = height + offsetTop - field.getBoundingClientRect().bottom;
  panel.style.setProperty('--room', `${Math.round(room)}px`);
}

/** After a pause, the rows of threads that answer; none when it is called off or cannot be had. */
export async function findThreads(
  locale: Locale,
  typed: string,
  pauseMs: number,
  signal: AbortSignal,
): Promise<Element[]> {
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  if (signal.aborted) return [];
  const query = new URLSearchParams({ q: typed, kind: 'threads' }).toString();
  try {
    const answer = await fetch(`/${locale}/search/suggest/?${query}`, { signal });
    if (!answer.ok || answer.redirected) return [];
    const rows = document.createElement('template');
    rows.innerHTML = await answer.text();
    return [...rows.content.querySelectorAll('.results > li')];
  } catch {
    return [];
  }
}
