const kept = 'searches';
const most = 5;
/** Nobody types more twice. */
const longest = 200;

/** Newest first; none where storage is blocked or holds something else. */
export function recentSearches(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(kept) ?? '[]');
    return Array.isArray(found) ? found.filter((words) => typeof words === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Keeps a search on this device and nowhere else; never one with an e-mail address in it. */
export function keepSearch(typed: string): void {
  const words = typed.trim();
  if (!words || words.length > longest || words.includes('@')) return;
  write([words, ...recentSearches().filter((other) => other !== words)].slice(0, most));
}

export function forgetSearch(words: string): void {
  write(recentSearches().filter((other) => other !== words));
}

export function forgetSearches(): void {
  write([]);
}

function write(searches: string[]): void {
  try {
    if (searches.length === 0) localStorage.removeItem(kept);
    else localStorage.setItem(kept, JSON.stringify(searches));
  } catch {
    // Storage is blocked or full: nothing is kept.
  }
}
