import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { locales } from '#src/i18n/locales.ts';
import { launchChromium } from './support/chromium.ts';
import { expectToFit, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test.each(locales)('on the narrowest phone nothing is cut in %s', async (locale) => {
  const { page, context } = await newVisitor(browser, origin, { screen: 'phone' });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['', 'articles/what-the-warranty-covers/', 'community/', 'community/ask/', 'sign-up/']) {
    await page.goto(`/${locale}/${path}`);
    await expectToFit(page);
  }
  await context.close();
});

test.each(['en', 'el', 'hu'])('text stays where it is when its font arrives, in %s', async (locale) => {
  const { page, context } = await newVisitor(browser, origin, { screen: 'phone' });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & { value: number })[])
        sessionStorage.setItem('shift', String(Number(sessionStorage.getItem('shift')) + shift.value));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`/${locale}/articles/washing-machine-will-not-drain/`);
  await page.evaluate(() => document.fonts.ready);
  const font = locale === 'el' ? "16px 'Commissioner Greek'" : '16px Commissioner';
  const has = (letter: string) =>
    page.evaluate(([which, one]) => document.fonts.check(which, one), [font, letter] as const);
  expect(await has('a')).toBe(true);
  // Greek letters are fetched by those who read Greek.
  expect(await has('α')).toBe(locale === 'el');
  expect(await page.evaluate(() => Number(sessionStorage.getItem('shift')))).toBeLessThan(0.005);
  await context.close();
});

test('a long field shows exactly what was typed, first lines and spaces included', async () => {
  const { page, context } = await newVisitor(browser, origin);
  const typed = '\n  indented\n\nand the end';
  await page.goto(`/en/community/ask/?body=${encodeURIComponent(typed)}`);
  expect(await page.locator('textarea[name=body]').inputValue()).toBe(typed);
  await context.close();
});

test('the menu of a phone works by keyboard and without script, and marks where one is', async () => {
  const { page, context } = await newVisitor(browser, origin, { screen: 'phone', javaScript: false });
  await page.goto('/el/community/');
  const menu = page.locator('#site-menu');
  expect(await menu.isVisible()).toBe(false);
  await page.locator('.menu-button').press('Enter');
  expect(await menu.isVisible()).toBe(true);
  expect(await menu.locator('[aria-current=page]').getAttribute('href')).toBe('/el/community/');
  await page.keyboard.press('Escape');
  expect(await menu.isVisible()).toBe(false);
  await context.close();
});
