import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { expectSound, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const field = (page: Page) => page.locator('#site-search');
const options = (page: Page) => page.getByRole('option');
const recent = (page: Page) => page.getByRole('group', { name: 'Recent searches' });

/** Waits for the suggestions to these very words. */
const suggested = (page: Page, typed: string) =>
  options(page)
    .last()
    .filter({ hasText: `“${typed}”` })
    .waitFor();

test('keys that are faster than the suggestions do what they say, and never send the form by accident', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto('/en/');
  await field(page).focus();
  // Not even the script of the box is there yet.
  await page.keyboard.insertText('washing machine will not drain');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
  await page.waitForURL('**/en/articles/washing-machine-will-not-drain/');

  await page.goto('/en/');
  await field(page).pressSequentially('fridge');
  await suggested(page, 'fridge');
  await page.keyboard.press('Escape');
  const first = await page.locator('[role=option]').first().getAttribute('href');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${first ?? 'nowhere'}`);
  await context.close();
});

test('Escape closes the list, then clears the field; Tab leaves both', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto('/en/');
  await field(page).pressSequentially('drain');
  await suggested(page, 'drain');
  await page.keyboard.press('Escape');
  expect(await field(page).getAttribute('aria-expanded')).toBe('false');
  expect(await field(page).inputValue()).toBe('drain');
  await page.keyboard.press('Escape');
  expect(await field(page).inputValue()).toBe('');
  await field(page).pressSequentially('drain');
  await suggested(page, 'drain');
  await page.keyboard.press('Tab');
  expect(await options(page).count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Search');
  await context.close();
});

test('threads join the list when the typing pauses, and nothing that was there moves', async () => {
  const visitor = await newVisitor(browser, origin);
  const { page, context } = visitor;
  const rows = ['One', 'Two', 'Three', 'Four'].map(
    (title) => `<li><h3 class="row-title"><a href="/en/community/1/x/">${title}</a></h3>
      <p class="facts"><span>Solved</span></p></li>`,
  );
  await context.route('**/en/search/suggest/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<ol class="rows results">${rows.join('')}</ol>` }),
  );
  await page.goto('/en/');
  const answered = page.waitForResponse('**/en/search/suggest/?q=drain&kind=threads');
  await field(page).pressSequentially('drain');
  await suggested(page, 'drain');
  await page.keyboard.press('ArrowDown');
  const marked = await field(page).getAttribute('aria-activedescendant');
  const before = await options(page).first().boundingBox();
  await answered;
  const group = page.getByRole('group', { name: 'From the community' });
  await group.waitFor();
  expect(await group.getByRole('option').count()).toBe(3);
  expect(await options(page).first().boundingBox()).toEqual(before);
  expect(await field(page).getAttribute('aria-activedescendant')).toBe(marked);
  await page
    .getByRole('status')
    .filter({ hasText: `${(await options(page).count()) - 1} suggestions` })
    .waitFor();
  await expectSound(visitor);
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  expect(await page.locator('[aria-selected=true]').textContent()).toContain('Three');
  await context.close();
});

test('a whole page of text may be pasted', async () => {
  const visitor = await newVisitor(browser, origin, { screen: 'phone' });
  const { page, context } = visitor;
  await page.goto('/en/');
  await field(page).fill('water in the drum '.repeat(500));
  await options(page).last().waitFor();
  await expectSound(visitor);
  await page.keyboard.press('Enter');
  await page.getByText('too long to search whole').waitFor();
  await context.close();
});

test('keys belong to an input method while it composes', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto('/en/');
  await field(page).pressSequentially('drain');
  await suggested(page, 'drain');
  for (const key of ['ArrowDown', 'Enter', 'Escape'])
    await field(page).dispatchEvent('keydown', { key, isComposing: true, bubbles: true });
  expect(await field(page).getAttribute('aria-activedescendant')).toBeNull();
  expect(await field(page).getAttribute('aria-expanded')).toBe('true');
  await context.close();
});

test('"/" leads to the field from anywhere but another field', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto('/en/articles/contact-us/');
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('site-search');
  expect(await field(page).inputValue()).toBe('');
  await page.locator('#search-again').focus();
  await page.keyboard.type('a/b');
  expect(await page.locator('#search-again').inputValue()).toBe('a/b');
  // A single key may be in the way of somebody who speaks to the page: it can be turned off.
  await page.goto('/en/search/');
  await page.getByLabel('The / key').uncheck();
  await page.goto('/en/articles/contact-us/');
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('site-search');
  await context.close();
});

test('searches are kept on the device alone, at most five, and can be forgotten', async () => {
  const visitor = await newVisitor(browser, origin);
  const { page, context } = visitor;
  await page.goto('/en/');
  for (const words of ['one', 'two', 'me@example.com', 'three', 'four', 'five', 'six']) {
    await field(page).fill(words);
    await suggested(page, words);
    await page.keyboard.press('Enter');
    await page.waitForURL(/search/);
    await page.goto('/en/');
  }
  await field(page).focus();
  await recent(page).waitFor();
  expect(await recent(page).getByRole('link').allTextContents()).toEqual([
    'six',
    'five',
    'four',
    'three',
    'two',
  ]);
  await page.getByRole('status').filter({ hasText: 'recent searches' }).waitFor();
  await expectSound(visitor);
  await recent(page).getByRole('button', { name: 'Remove five' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/en/search/?q=four');
  await page.goto('/en/');
  await field(page).focus();
  await recent(page).getByRole('button', { name: 'Clear all' }).click();
  expect(await recent(page).count()).toBe(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await context.close();
});

test('a page that was open when the site was deployed anew finds the new index by itself', async () => {
  const { page, context } = await newVisitor(browser, origin);
  let fragments = 0;
  // The first fragment names an index that is gone.
  await context.route('**/en/search/box/', async (route) => {
    const answer = await route.fetch();
    fragments += 1;
    const body = await answer.text();
    await route.fulfill({
      response: answer,
      body: fragments > 1 ? body : body.replace(/_search\/en\.[0-9a-f]+/, '_search/en.gone'),
    });
  });
  await page.goto('/en/');
  await field(page).pressSequentially('drain');
  await suggested(page, 'drain');
  expect(await options(page).first().getAttribute('href')).toBe(
    '/en/articles/washing-machine-will-not-drain/',
  );
  expect(fragments).toBe(2);
  await context.close();
});
