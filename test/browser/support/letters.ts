import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { vi } from 'vitest';

const arrivalMs = 15_000;

/** Waits for the newest letter to somebody that fits; letters of the started site lie as files in its data folder. */
export function letterTo(dataDir: string, email: string, fits: (letter: Email) => boolean): Promise<Email> {
  const folder = join(dataDir, 'letters');
  return vi.waitFor(
    async () => {
      const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
      const letters = await Promise.all(
        names.sort().map((name) => PostalMime.parse(readFileSync(join(folder, name)))),
      );
      const found = letters.reverse().find((letter) => letter.to?.[0]?.address === email && fits(letter));
      if (!found) throw new Error(`No such letter to ${email} among ${names.length}.`);
      return found;
    },
    { timeout: arrivalMs, interval: 200 },
  );
}

/** The address in a letter's text that matches. */
export function linkIn(letter: Email, pattern: RegExp): string {
  const link = letter.text?.split(/\s+/).find((word) => pattern.test(word));
  if (!link) throw new Error(`No link like ${pattern.source} in:\n${letter.text ?? ''}`);
  return link;
}
