import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { expectSound, expectToFit, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const start = '/en/troubleshoot/washing-machine-will-not-drain/';
const greek = '/el/troubleshoot/washing-machine-will-not-drain/';

const heading = (page: Page) => page.locator('h1').innerText();
const given = (page: Page) => page.locator('.tree-given-list a').allInnerTexts();
const answer = (page: Page, words: string) =>
  page.locator('.tree-answers').getByRole('link', { name: words }).click();

test('on a phone, in Greek and without JavaScript, answers lead to a result, one question a page', async () => {
  const visitor = await newVisitor(browser, origin, {
    locale: 'el-GR',
    screen: 'phone',
    javaScript: false,
  });
  const { page, context } = visitor;
  await page.goto('/el/products/washing-machine-w80/');
  await page.getByRole('link', { name: 'Το πλυντήριο δεν αδειάζει τα νερά' }).first().click();
  expect(new URL(page.url()).pathname).toBe(greek);
  expect(await page.locator('.notice[data-kind=danger]').count()).toBe(1);
  expect(await page.locator('.tree-progress').innerText()).toBe('Ερώτηση 1, το πολύ 5');
  for (const box of await page
    .locator('.tree-answer')
    .evaluateAll((all) => all.map((one) => one.clientHeight)))
    expect(box).toBeGreaterThanOrEqual(44);
  await answer(page, 'Η αντλία βουίζει, αλλά το νερό μένει');
  expect(await heading(page)).toBe('Φεύγει το νερό μόλις ισιώσετε τον σωλήνα αποχέτευσης;');
  expect(await page.locator('.tree-progress').innerText()).toBe('Ερώτηση 2, το πολύ 5');
  await answer(page, 'Όχι, ή ο σωλήνας ήταν εξαρχής εντάξει');
  await answer(page, 'Το φίλτρο ή η τσιμούχα του έχει σκιστεί, ή στάζει νερό');
  expect(await heading(page)).toBe('Το πλυντήριο χρειάζεται καινούργιο φίλτρο');
  expect((await given(page)).map((words) => words.split('\n')[0])).toHaveLength(3);
  const order = await page.locator('.tree-next [data-primary]').getAttribute('href');
  expect(decodeURIComponent(order ?? '')).toContain(
    'mailto:help@halvard.example?subject=Παραγγελία: Φίλτρο αντλίας με τσιμούχα, W80-3104',
  );
  await expectToFit(page);
  await context.close();
});

test('each step can be shared, gone back from and begun anew', async () => {
  const { page, context } = await newVisitor(browser, origin, { screen: 'phone' });
  await page.goto(start);
  await answer(page, 'The pump hums, but the water stays');
  await answer(page, 'No, or the hose lay well from the start');
  const shared = page.url();
  await page.goBack();
  expect(await heading(page)).toBe('Does the water leave once the drain hose lies straight?');
  const other = await newVisitor(browser, origin, { screen: 'desktop' });
  await other.page.goto(shared);
  expect(await heading(other.page)).toBe('What did you find in the pump filter?');
  expect(await given(other.page)).toHaveLength(2);
  await other.page.locator('.tree-given-list a').first().click();
  expect(other.page.url()).toBe(origin + start);
  await other.page.goto(shared);
  await other.page.getByRole('link', { name: 'Start again' }).click();
  expect(other.page.url()).toBe(origin + start);
  await other.page.goto(shared);
  await other.page.locator('footer button[value=hu]').click();
  await other.page.waitForURL('/hu/troubleshoot/washing-machine-will-not-drain/filter/');
  await other.context.close();
  await context.close();
});

test('a keyboard walks it alone, and asking takes the answers along', async () => {
  const visitor = await newVisitor(browser, origin);
  const { page, context } = visitor;
  await page.goto(`${start}impeller/`);
  const last = page.locator('.tree-answer').last();
  expect(await last.innerText()).toBe('I cannot tell');
  await page.locator('.tree-answer').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await last.evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${start}show-us/`);
  await expectSound(visitor);
  await page.locator('.tree-next [data-primary]').click();
  await page.waitForURL('**/community/ask/**');
  expect(await page.locator('[name=product]').inputValue()).toBe('washing-machine-w80');
  expect(await page.locator('[name=topic]').inputValue()).toBe('drainage');
  expect(await page.locator('[name=title]').inputValue()).toBe('Washing machine will not drain');
  const body = await page.locator('textarea[name=body]').inputValue();
  expect(body).toContain(
    '- What did you find in the pump filter? – It was clean, or cleaning it did not help',
  );
  expect(body).toContain('- How does the small wheel behind the filter turn? – I cannot tell');
  await context.close();
});

test('a question begun from the answers survives the way to sign in', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto(`${start}dark/`);
  await page.locator('.tree-next [data-primary]').click();
  const body = page.locator('textarea[name=body]');
  const brought = await body.inputValue();
  await body.fill(`${brought}The lamp works.`);
  await page.locator('.draft').waitFor();
  const signIn = await page.locator('main a[href*="/sign-in/"]').first().getAttribute('href');
  const back = new URL(signIn ?? '', origin).searchParams.get('next') ?? '';
  await page.goto(back);
  expect(await body.inputValue()).toBe(`${brought}The lamp works.`);
  await context.close();
});

test('every kind of place is sound on a phone in the dark and on a desk', async () => {
  const places = [
    '/el/troubleshoot/',
    greek,
    `${greek}impeller/`,
    `${greek}pump-worn/`,
    `${greek}all/`,
    '/hu/troubleshoot/fridge-not-cold-enough/door/',
    '/sv/troubleshoot/drill-or-battery/',
    '/fr/troubleshoot/espresso-no-water-or-weak/vent/',
  ];
  for (const screen of ['phone', 'desktop'] as const) {
    const visitor = await newVisitor(browser, origin, { screen });
    if (screen === 'phone') await visitor.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    for (const place of places) {
      await visitor.page.goto(place);
      await expectSound(visitor);
    }
    await visitor.context.close();
  }
});

test('who searches for the fault is offered to walk through it', async () => {
  const { page, context } = await newVisitor(browser, origin, { javaScript: false });
  await page.goto('/en/search/?q=E18');
  await page.locator('.results').getByRole('link', { name: 'Walk through it step by step' }).click();
  expect(page.url()).toBe(origin + start);
  await context.close();
});

test('only its beginning is for search engines; every place names it', async () => {
  const { page, context } = await newVisitor(browser, origin, { javaScript: false });
  await page.goto(start);
  expect(await page.locator('meta[name=robots]').count()).toBe(0);
  for (const place of ['filter/', 'pump-worn/', 'all/']) {
    await page.goto(start + place);
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(origin + start);
    expect(await page.locator('main a[href*="/community/ask/"]').count()).toBeGreaterThan(0);
  }
  await context.close();
});

test('the whole of it reads as a numbered list, on paper and without styles', async () => {
  const { page, context } = await newVisitor(browser, origin, { javaScript: false });
  await page.goto(`${start}all/`);
  const entries = page.locator('ol.article-text > li');
  expect(await entries.count()).toBe(15);
  const first = entries.first();
  expect(await first.locator('h2').innerText()).toBe('What do you hear when the machine should drain?');
  expect(await first.locator('.tree-go li').first().innerText()).toBe(
    'The pump hums, but the water stays – go to 2',
  );
  await first.locator('.tree-go a').first().click();
  expect(new URL(page.url()).hash).toBe('#hose');
  expect(await page.locator('svg[aria-labelledby=drawing-title] title').textContent()).toBe(
    'Washing machine will not drain',
  );
  await page.emulateMedia({ media: 'print' });
  expect(await entries.nth(14).isVisible()).toBe(true);
  expect(await page.locator('.tree-foot').isVisible()).toBe(false);
  await expectToFit(page);
  await context.close();
});
