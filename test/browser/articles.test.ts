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

const article = '/en/articles/washing-machine-will-not-drain/';

/** Where the focus is, in words. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

test('articles and products are sound on a phone and on a desk, in the languages of their readers', async () => {
  for (const screen of ['phone', 'desktop'] as const) {
    const visitor = await newVisitor(browser, origin, { screen });
    const pages = [
      '/en/articles/',
      '/el/articles/topics/warranty/',
      '/hu/products/',
      '/fr/products/washing-machine-w80/',
    ];
    for (const path of [
      article,
      '/el/articles/battery-does-not-charge/',
      '/sv/articles/what-the-warranty-covers/',
      ...pages,
    ]) {
      await visitor.page.goto(path);
      await expectSound(visitor);
    }
    await visitor.context.close();
  }
});

test('an untranslated article says so in the reader’s language before its English text', async () => {
  const { page, context } = await newVisitor(browser, origin, { locale: 'el-GR' });
  await page.goto('/el/articles/c3-duo-display-stays-dark/');
  expect(await page.getAttribute('html', 'lang')).toBe('el');
  expect(await page.getAttribute('h1', 'lang')).toBe('en');
  expect(await page.getAttribute('.article-text', 'lang')).toBe('en');
  const notice = page.locator('.article-head .notice').first();
  expect(await notice.textContent()).toContain('Το άρθρο δεν έχει μεταφραστεί ακόμη στα ελληνικά');
  expect(await notice.evaluate((node) => node.closest('[lang]')?.getAttribute('lang'))).toBe('el');
  const links = await page
    .locator('.article-text a[href^="/"]')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  expect(links.filter((href) => !href?.startsWith('/el/'))).toEqual([]);
  await context.close();
});

test('a vote goes through without JavaScript, asks why, and after "no" leads to asking', async () => {
  const { page, context } = await newVisitor(browser, origin, { javaScript: false, screen: 'phone' });
  await page.goto(article);
  await page.getByRole('button', { name: 'No', exact: true }).click();
  expect(page.url()).toBe(`${origin}${article}vote/?helpful=no`);
  await page.getByRole('button', { name: 'Send the reason' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Choose a reason, or write one.');
  await page.getByLabel('Something else').check();
  await page.getByRole('button', { name: 'Send the reason' }).click();
  expect(await page.getByLabel('Something else').isChecked()).toBe(true);
  await page.getByLabel('In your own words').fill('The knob is stuck');
  await page.getByRole('button', { name: 'Send the reason' }).click();
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain('Thank you');
  await page.locator('article-vote').getByRole('link', { name: 'Ask a question' }).click();
  const asked = new URL(page.url()).searchParams;
  expect([asked.get('product'), asked.get('article')]).toEqual([
    'washing-machine-w80',
    'washing-machine-will-not-drain',
  ]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('with JavaScript the vote stays on the page, the focus follows, and the characters left are said', async () => {
  const visitor = await newVisitor(browser, origin);
  const { page, context } = visitor;
  await page.goto(article);
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByRole('heading', { name: 'What helped?' }).waitFor();
  expect(await focused(page)).toContain('What helped?');
  await page.getByLabel('In your own words').fill('x'.repeat(990));
  expect(await page.locator('[data-left]').textContent()).toBe('Characters left: 10');
  await page.getByLabel('It solved my problem').check();
  await expectSound(visitor);
  await page.getByRole('button', { name: 'Send the reason' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  expect(page.url()).toBe(origin + article);
  await context.close();
});

test('tabs are chosen by keyboard, without JavaScript, and one choice holds for the whole page with it', async () => {
  for (const javaScript of [false, true]) {
    const { page, context } = await newVisitor(browser, origin, { javaScript });
    await page.goto(article);
    await page.getByRole('radio', { name: 'W80', exact: true }).focus();
    expect(await page.getByText('Turn the dial to Drain').isVisible()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'W80 Plus' }).isChecked()).toBe(true);
    expect(await page.getByText('Turn the dial to Drain').isVisible()).toBe(false);
    expect(await page.getByText('for three seconds').isVisible()).toBe(true);
    await context.close();
  }
});

test('the contents mark the heading that is being read', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto(`${article}#when-to-stop-and-call`);
  const current = page.locator('.contents [aria-current]');
  await current.waitFor();
  expect(await current.textContent()).toBe('When to stop and call');
  await context.close();
});

test('robots, sitemaps, feeds and manifests say what they are, with absolute addresses', async () => {
  const types: Record<string, string> = {
    '/robots.txt': 'text/plain; charset=utf-8',
    '/sitemap-index.xml': 'application/xml; charset=utf-8',
    '/sitemap-articles.xml': 'application/xml; charset=utf-8',
    '/sitemap-threads-1.xml': 'application/xml; charset=utf-8',
    '/el/articles/feed.xml': 'application/rss+xml; charset=utf-8',
    '/hu/opensearch.xml': 'application/opensearchdescription+xml; charset=utf-8',
    '/manifest.webmanifest': 'application/manifest+json; charset=utf-8',
    '/.well-known/security.txt': 'text/plain; charset=utf-8',
  };
  for (const [path, type] of Object.entries(types)) {
    const answer = await fetch(origin + path);
    const said = { path, status: answer.status, type: answer.headers.get('content-type') };
    expect(said).toEqual({ path, status: 200, type });
    const text = await answer.text();
    if (path !== '/manifest.webmanifest') expect(text).toContain(`${origin}/`);
  }
});

test('an article tells machines what it is, where it stands and in which languages', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto('/el/articles/what-the-warranty-covers/');
  expect(await page.getAttribute('link[rel=canonical]', 'href')).toBe(
    `${origin}/el/articles/what-the-warranty-covers/`,
  );
  const languages = await page
    .locator('link[hreflang]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('hreflang')));
  expect(languages.toSorted()).toEqual(['el', 'en', 'es', 'fr', 'hu', 'sv', 'x-default']);
  expect(await page.getAttribute('meta[property="og:type"]', 'content')).toBe('article');
  const data = await page
    .locator('script[type="application/ld+json"]')
    .evaluateAll((all) =>
      all.map((one) => JSON.parse(one.textContent ?? '') as { '@type': string; inLanguage?: string }),
    );
  expect(data.map((one) => one['@type']).toSorted()).toEqual(['Article', 'BreadcrumbList']);
  expect(data.find((one) => one['@type'] === 'Article')?.inLanguage).toBe('el');
  await context.close();
});
