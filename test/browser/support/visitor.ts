import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Everything the console complained about, content security policy included. */
  complaints: string[];
}

/** Somebody with a browser of their own, without a cookie. */
export async function newVisitor(
  browser: Browser,
  origin: string,
  {
    locale = 'en-GB',
    screen = 'desktop',
    javaScript = true,
  }: { locale?: string; screen?: 'phone' | 'desktop'; javaScript?: boolean } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    locale,
    viewport: screen === 'phone' ? phone : desktop,
    hasTouch: screen === 'phone',
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** The page can be used by everyone (axe, WCAG 2.2 AA), fits its screen and made nobody complain. */
export async function expectSound({ page, complaints }: Visitor): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect({ page: page.url(), found }).toEqual({ page: page.url(), found: [] });
  await expectToFit(page);
  expect(complaints).toEqual([]);
}

/** Nothing reaches past the sides of the screen. */
export async function expectToFit(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect({ page: page.url(), overflow }).toEqual({ page: page.url(), overflow: 0 });
}
