import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
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
const links = (page: Page) =>
  page.locator('.results .row-title a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));

/** Types into the field and waits for the suggestions to these very words. */
async function type(page: Page, typed: string): Promise<void> {
  await field(page).pressSequentially(typed);
  await options(page).last().filter({ hasText: typed.trim() }).waitFor();
}

describe('suggestions', () => {
  test('are reached with the keyboard alone, and said aloud', async () => {
    const visitor = await newVisitor(browser, origin);
    const { page } = visitor;
    await page.goto('/en/');
    await field(page).focus();
    await type(page, 'wont drian');
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    await page
      .getByRole('status')
      .filter({ hasText: /suggestions/ })
      .waitFor();
    await expectSound(visitor);

    await page.keyboard.press('ArrowUp');
    const last = await field(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${last}`).textContent()).toContain('All results for “wont drian”');
    await page.keyboard.press('ArrowDown');
    expect(await field(page).getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('Escape');
    expect(await options(page).count()).toBe(0);
    expect(await field(page).inputValue()).toBe('wont drian');
    expect(await field(page).getAttribute('aria-expanded')).toBe('false');

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    expect(await field(page).getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/en/articles/washing-machine-will-not-drain/');
  });

  test('fit a phone, in Greek, with the code as the display shows it', async () => {
    const visitor = await newVisitor(browser, origin, { locale: 'el-GR', screen: 'phone' });
    const { page } = visitor;
    await page.goto('/el/articles/what-the-warranty-covers/');
    await field(page).tap();
    await type(page, 'ψυγειο η1');
    await expectSound(visitor);
    expect(await options(page).first().locator('.label').textContent()).toBe('H1');
    await options(page).first().tap();
    await page.waitForURL('**/el/articles/fridge-not-cold-enough/');
  });

  test.each([
    ['en', 'drain'],
    ['el', 'εγγυηση'],
    ['hu', 'vizet'],
    ['fr', 'lave-linge'],
    ['es', 'garantia'],
    ['sv', 'kylen'],
  ])('come in the order of the results in %s', async (locale, typed) => {
    const { page } = await newVisitor(browser, origin, { locale });
    await page.goto(`/${locale}/`);
    await field(page).focus();
    await type(page, typed);
    const suggested = await page
      .locator('[role=listbox] > [role=option]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    await page.keyboard.press('Enter');
    await page.waitForURL(/search/);
    const found = (await links(page)).filter((link) => link?.includes('/articles/'));
    expect(suggested.length).toBeGreaterThan(1);
    expect(found.slice(0, suggested.length - 1)).toEqual(suggested.slice(0, -1));
  });

  test('that cannot be had leave a form that searches', async () => {
    const { page, context } = await newVisitor(browser, origin);
    await context.route('**/en/search/box/', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/_search\/en\.[0-9a-f]+/, '_search/en.gone');
      await route.fulfill({ response: answer, body });
    });
    await page.goto('/en/');
    await field(page).focus();
    await field(page).pressSequentially('drain');
    await page.getByText('Suggestions are not available just now').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/en/search/?q=drain');
    expect((await links(page))[0]).toBe('/en/articles/washing-machine-will-not-drain/');
  });

  test('cost nothing before the field is used', async () => {
    const { page } = await newVisitor(browser, origin);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/en/articles/contact-us/', { waitUntil: 'networkidle' });
    expect(asked.filter((url) => /_search|worker|suggestions|search\/box/.test(url))).toEqual([]);
  });
});

describe('the page of results', () => {
  test('works without JavaScript: words, filters and the way to ask', async () => {
    const { page } = await newVisitor(browser, origin, { javaScript: false });
    await page.goto('/en/');
    await field(page).fill('will not drain');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/en/search/?q=will+not+drain');
    expect((await links(page))[0]).toBe('/en/articles/washing-machine-will-not-drain/');
    await page.getByText('Narrow the results').click();
    await page.getByLabel('Kind').selectOption('threads');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL('**/search/?q=will+not+drain&product=&kind=threads&language=');
    for (const link of await links(page)) expect(link).toMatch(/^\/en\/community\//);
    expect(await field(page).inputValue()).toBe('will not drain');
    await page.goto('/en/search/?q=wont+drian&product=washing-machine-w80&kind=troubleshooting');
    const narrowed = page.getByRole('list', { name: 'Narrowed to' });
    expect(await narrowed.getByRole('link').count()).toBe(3);
    await narrowed.getByRole('link', { name: 'Troubleshooting' }).click();
    await page.waitForURL('**/search/?q=wont+drian&product=washing-machine-w80');
    await page.getByRole('link', { name: 'Search instead for “wont drian”' }).click();
    await page.waitForURL('**/search/?q=wont+drian&product=washing-machine-w80&exact=1');
    await narrowed.getByRole('link', { name: 'Search everything' }).click();
    await page.waitForURL('**/search/?q=wont+drian');
    await page.goto('/en/search/?q=%22drain+the+warranty%22');
    await page.getByText('side by side').waitFor();
  });

  test('is sound, also when nothing was found, and carries the words to the ask form', async () => {
    const visitor = await newVisitor(browser, origin, { locale: 'el-GR', screen: 'phone' });
    const { page } = visitor;
    await page.goto('/el/search/?q=ε18');
    await expectSound(visitor);
    await page.goto('/el/search/?q=κβαντικός+ξζφ&kind=warranty&language=sv');
    await expectSound(visitor);
    await page.getByRole('main').getByRole('link', { name: 'Αναζήτηση σε όλα' }).first().click();
    await page.waitForURL(/search\/\?q=[^&]+$/);
    await expectSound(visitor);
    expect(await page.locator('.results').count()).toBe(0);
    expect(await field(page).inputValue()).toBe('κβαντικός ξζφ');
    await page.getByRole('main').getByRole('link', { name: 'Ρωτήστε την κοινότητα' }).click();
    await page.waitForURL('**/el/community/ask/**');
    expect(await page.locator('#title').inputValue()).toBe('κβαντικός ξζφ');
  });

  test('names the pages of the site that are meant, above the results and where there are none', async () => {
    const { page } = await newVisitor(browser, origin, { javaScript: false });
    const named = page.getByRole('navigation', { name: 'On this site' }).getByRole('link');
    await page.goto('/en/search/?q=waranty');
    expect(await named.allInnerTexts()).toEqual(['Are you covered?']);
    await page.goto('/en/search/?q=waranty&kind=threads');
    expect(await named.count()).toBe(0);
    await page.goto('/en/search/?q=Athina');
    expect(await page.locator('.results').count()).toBe(0);
    await named.click();
    await page.waitForURL('**/en/service-centres/athens/');
  });

  test('has further pages, which keep what narrows it', async () => {
    const { page } = await newVisitor(browser, origin, { javaScript: false });
    await page.goto('/en/search/?q=washing+machine+water&exact=1');
    const first = await links(page);
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.waitForURL('**/en/search/?q=washing+machine+water&exact=1&page=2');
    expect((await links(page)).filter((link) => first.includes(link))).toEqual([]);
    await page.getByText('Page 2 of').waitFor();
    await page.getByRole('link', { name: 'Previous page' }).click();
    await page.waitForURL('**/en/search/?q=washing+machine+water&exact=1');
  });

  test('tells the site which result was opened, unless the reader wants no traces', async () => {
    const chosen: URLSearchParams[] = [];
    const { page, context } = await newVisitor(browser, origin);
    await context.route('**/search/chosen/', async (route) => {
      chosen.push(new URLSearchParams(route.request().postData() ?? ''));
      await route.fulfill({ status: 204 });
    });
    await page.goto('/en/search/?q=will+not+drain');
    await page.locator('.results a').first().click();
    await page.waitForURL('**/en/articles/washing-machine-will-not-drain/');
    await expect
      .poll(() => chosen.map((one) => Object.fromEntries(one)))
      .toEqual([{ q: 'will not drain', path: '/en/articles/washing-machine-will-not-drain/', rank: '1' }]);
    await page.addInitScript("Object.defineProperty(Navigator.prototype, 'doNotTrack', { value: '1' })");
    await page.goto('/en/search/?q=will+not+drain');
    await page.locator('.results a').first().click();
    await page.waitForURL('**/en/articles/washing-machine-will-not-drain/');
    expect(chosen.length).toBe(1);
    await context.close();
  });

  test.each(['foo:', 'a^', '"', '*', 'NEAR(', '%00', 'α'.repeat(10_000), 'x '.repeat(5_000)])(
    'is calm whatever is typed: %.20s',
    async (typed) => {
      const answer = await fetch(`${origin}/el/search/?q=${encodeURIComponent(typed)}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('noindex');
    },
  );
});
