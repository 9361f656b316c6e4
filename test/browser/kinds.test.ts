import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { sessionCookie } from './support/signed-in.ts';
import { expectSound, expectToFit, newVisitor, type Visitor } from './support/visitor.ts';

const origin = inject('origin');
const dataDir = inject('dataDir');
const plain = { javaScript: false, screen: 'phone' } as const;
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A browser of one of the demo's people. */
async function browserOf(person: string, options: Parameters<typeof newVisitor>[2] = {}): Promise<Visitor> {
  const visitor = await newVisitor(browser, origin, options);
  const value = await sessionCookie(dataDir, `demo-${person}`);
  await visitor.context.addCookies([{ name: 'session', value, url: origin, httpOnly: true }]);
  return visitor;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const badges = (page: Page) => page.locator('.thread-head .badge').allTextContents();

test('without JavaScript: complain, be replied to, hear the outcome, say whether it held', async () => {
  const { page } = await browserOf('fiona-mc', plain);
  await page.goto(`${origin}/en/community/ask/?product=espresso-machine-c3`);
  await page.getByRole('link', { name: 'Make a complaint' }).click();
  expect(page.url()).toContain('/en/community/complaints/new/?product=espresso-machine-c3');
  expect(await page.locator('main .notice').first().innerText()).toMatch(
    /by the end of \w+day,? \d+ \w+ \d{4}/,
  );
  await page.getByLabel('What went wrong, in one line').fill('The grinder came without its lid');
  await page.getByLabel('What happened?').fill('Opened today, no lid.');
  await page.getByLabel('What would put it right?').fill('A lid.');
  await press(page, 'Send your complaint');
  expect(await page.locator('.field-error').allTextContents()).toHaveLength(1);
  expect(await page.getByLabel('What happened?').inputValue()).toBe('Opened today, no lid.');
  await page.getByLabel('What would put it right?').fill('A lid, by post, this week.');
  await page.getByLabel('Order or claim number').fill('HV-777');
  await press(page, 'Preview');
  expect(await page.locator('.preview').innerText()).toContain('Opened today, no lid.');
  await expectToFit(page);
  await press(page, 'Send your complaint');
  const thread = page.url();
  expect(await badges(page)).toEqual([expect.stringContaining('Waiting for our reply')]);
  expect(await page.locator('.decisions').innerText()).toMatch(/We have promised a reply by the end of/);
  expect(await page.locator('.decisions').innerText()).toContain('HV-777');

  const stranger = await newVisitor(browser, origin, plain);
  await stranger.page.goto(thread);
  expect(await stranger.page.content()).not.toContain('HV-777');

  const nuria = await browserOf('nuria', plain);
  await nuria.page.goto(thread.replace('/es/', '/en/'));
  await nuria.page.getByLabel('Your reply').fill('The lid is on its way.');
  await press(nuria.page, 'Post your reply');
  await nuria.page.goto(thread);
  expect(await nuria.page.locator('.posts').innerText()).toContain('Official reply');
  await nuria.page.getByRole('link', { name: 'Say how it ended' }).click();
  await nuria.page.getByRole('radio', { name: 'Declined' }).check();
  await press(nuria.page, 'Publish');
  expect(await nuria.page.locator('.field-error').allTextContents()).toHaveLength(2);
  expect(await nuria.page.getByRole('radio', { name: 'Declined' }).isChecked()).toBe(true);
  await nuria.page.getByRole('radio', { name: 'Replaced' }).check();
  await press(nuria.page, 'Publish');
  expect(nuria.page.url()).toBe(`${thread}#decisions`);

  await page.reload();
  expect(await badges(page)).toEqual([expect.stringContaining('Replaced')]);
  await press(page, 'No, it did not');
  expect(await page.locator('.decisions').innerText()).toContain('it did not hold');
  await expectToFit(page);
  await page.goto(`${origin}/en/community/complaints/figures/`);
  const year = String(new Date().getUTCFullYear());
  expect(await page.locator('table thead th').first().textContent()).toBe(year);
  await expectToFit(page);
});

test('without JavaScript: share an idea, be wanted, see what becomes of it', async () => {
  const { page } = await browserOf('wren', plain);
  await page.goto(`${origin}/en/community/ideas/`);
  await page.getByRole('link', { name: 'Share an idea' }).click();
  await page.getByLabel('Which product is it about?').selectOption('cordless-drill-t18');
  await page.getByLabel('Your idea in one line').fill('A hook on the T18 for ladders');
  await page.getByLabel('What should be better?').fill('It has nowhere to hang while both hands are busy.');
  await page.getByLabel('Why?').fill('It fell on my foot.');
  await press(page, 'Post your idea');
  const thread = page.url();
  expect(await badges(page)).toEqual([expect.stringContaining('New')]);

  const visitor = await newVisitor(browser, origin, plain);
  await visitor.page.goto(thread);
  await press(visitor.page, 'I want this too');
  expect(await visitor.page.locator('.me-too').innerText()).toContain('1 person wants this too');
  expect(await visitor.context.cookies()).toEqual([]);

  const eli = await browserOf('eli', plain);
  await eli.page.goto(`${thread.split('/').slice(0, -2).join('/')}/decide/`);
  await eli.page.getByRole('radio', { name: 'Planned' }).check();
  await eli.page.getByLabel('Why, in words everybody can read').fill('A hook costs little.');
  await press(eli.page, 'Publish');
  expect(await eli.page.locator('.decisions').innerText()).toContain('A hook costs little.');
  await visitor.page.goto(`${origin}/en/community/ideas/?status=planned&product=cordless-drill-t18`);
  expect(await visitor.page.locator('.thread-rows').innerText()).toContain('A hook on the T18 for ladders');
  await expectToFit(visitor.page);
});

test('a story is on the page of its product only while its author wants it there', async () => {
  const wren = await browserOf('wren', { screen: 'phone' });
  const { page } = wren;
  await page.goto(`${origin}/en/community/stories/new/?product=fridge-freezer-k340&consent=yes`);
  const consent = page.getByLabel('You may show this story');
  expect(await consent.isChecked()).toBe(false);
  await page.getByLabel('Your story in one line').fill('A fridge that moved house with us');
  await page.getByLabel('Your story', { exact: true }).fill('Four floors down, three up, and it still hums.');
  await page.getByText('Draft kept on this device').waitFor();
  await consent.check();
  await expectSound(wren);
  await press(page, 'Post your story');
  await page.waitForURL(/a-fridge-that-moved-house-with-us/);
  const thread = page.url();
  const onProductPage = async () => {
    await page.goto(`${origin}/en/products/fridge-freezer-k340/`);
    const part = page.locator('live-part[from*="stories"]');
    await part.scrollIntoViewIfNeeded();
    await part.getByRole('heading').first().waitFor();
    return part.innerText();
  };
  expect(await onProductPage()).toContain('A fridge that moved house with us');
  await expectSound(wren);
  await page.goto(thread);
  await press(page, 'Show it there no more');
  expect(await onProductPage()).not.toContain('A fridge that moved house with us');
});

test('on a phone every page of theirs can be used by everyone, also in Greek and in the dark', async () => {
  const visitor = await browserOf('root', { screen: 'phone', locale: 'el-GR' });
  const { page } = visitor;
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const lists = ['ideas', 'stories', 'complaints'];
  for (const list of lists) {
    await page.goto(`${origin}/el/community/${list}/`);
    await expectSound(visitor);
    await page.goto(`${origin}/el/community/${list}/new/`);
    await expectSound(visitor);
    await page.goto(`${origin}/el/community/${list}/`);
    await page.locator('.thread-rows a').last().click();
    await page.waitForURL(/community\/\d+\//);
    await expectSound(visitor);
    const thread = page.url().split('/').slice(0, -2).join('/');
    for (const path of list === 'stories' ? ['edit'] : ['edit', 'decide', 'history', 'delete']) {
      await page.goto(`${thread}/${path}/`);
      await expectSound(visitor);
    }
  }
  await page.goto(`${origin}/el/community/complaints/figures/`);
  await expectSound(visitor);
});
