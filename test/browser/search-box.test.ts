import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { expectSound, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('the search box answers while typing, by keyboard alone, and fetches nothing before it is touched', async () => {
  const visitor = await newVisitor(browser, origin);
  const { page, context } = visitor;
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/en/');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((path) => path.includes('_search') || path.includes('worker'))).toEqual([]);

  const box = page.locator('main input[name=q]');
  await box.focus();
  await page.keyboard.type('washing machine wont drian');
  const options = page.getByRole('option');
  await options.first().waitFor();
  await expectSound(visitor);
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowDown');
  const active = await box.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active ?? ''}"]`).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Escape');
  expect(await box.getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('ArrowDown');
  await options.first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('[role=option][aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/articles/washing-machine-will-not-drain/');
  await context.close();
});
