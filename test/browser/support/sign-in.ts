import type { Page } from 'playwright-core';
import type { Locale } from '#src/i18n/locales.ts';

/** Signs one of the demo's people in, as the link of a page would, and comes back to `next`. */
export async function signIn(page: Page, locale: Locale, name: string, next: string): Promise<void> {
  const path = next.startsWith('http') ? next.slice(new URL(next).origin.length) : next;
  await page.goto(`/${locale}/sign-in/?next=${encodeURIComponent(path)}`);
  await page.locator('main input[name=email]').fill(`${name}@example.com`);
  await page.locator('main input[name=password]').fill('washing day');
  await page.locator('main form button[data-primary]').click();
}
