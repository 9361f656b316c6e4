import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { signIn } from './support/sign-in.ts';
import { expectSound, expectToFit, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const forEveryone = [
  '',
  'articles/',
  'articles/washing-machine-will-not-drain/',
  'articles/drill-does-not-start/',
  'products/',
  'products/fridge-freezer-k340/',
  'troubleshoot/',
  'troubleshoot/washing-machine-will-not-drain/',
  'troubleshoot/washing-machine-will-not-drain/filter/',
  'troubleshoot/washing-machine-will-not-drain/all/',
  'service-centres/',
  'service-centres/?country=FR&product=espresso-machine-c3&service=repair-home',
  'service-centres/athens/',
  'contact/',
  'guides/',
  'guides/c3-first-steps/',
  'products/fridge-freezer-k340/calendar/?from=2024-02-29',
  'warranty/',
  'warranty/?product=washing-machine-w80&bought=2025-03-03&country=HU&event=defect',
  'warranty/?product=washing-machine-w80&bought=2025-02-31&country=QQ&event=defect',
  'warranty/washing-machine-w80/',
  'warranty/law/hu/',
  'warranty/plans/',
  'search/?q=E18',
  'search/?q=qwertzuiop',
  'community/',
  'community/?state=unanswered',
  'community/ask/',
  'community/ideas/',
  'community/stories/new/',
  'community/complaints/figures/',
  'people/eli/',
  'sign-in/',
  'sign-up/',
  'reset-password/',
  'nothing-here/',
];
const forMembers = [
  'account/',
  'account/products/',
  'account/products/add/',
  'account/letters/',
  'account/profile/',
  'account/security/',
  'account/data/',
];

describe('every kind of page', () => {
  test('fits 320 pixels and passes axe, in Greek and in the dark', async () => {
    const visitor = await newVisitor(browser, origin, { locale: 'el-GR', screen: 'phone' });
    await visitor.page.setViewportSize({ width: 320, height: 640 });
    await visitor.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const thread = await threadOf(visitor.page, 'el');
    for (const path of [...forEveryone.map((path) => `/el/${path}`), thread]) {
      await visitor.page.goto(path);
      forgiveMissing(visitor.complaints);
      await expectSound(visitor);
    }
    await signIn(visitor.page, 'el', 'ben', '/el/account/');
    for (const path of forMembers) {
      await visitor.page.goto(`/el/${path}`);
      await expectSound(visitor);
    }
    await visitor.context.close();
  });

  test('fits a desktop at twice its size, in Hungarian', async () => {
    const { page, context } = await newVisitor(browser, origin, { locale: 'hu-HU' });
    await page.setViewportSize({ width: 640, height: 450 });
    for (const path of [...forEveryone.map((path) => `/hu/${path}`), await threadOf(page, 'hu')]) {
      await page.goto(path);
      await expectToFit(page);
    }
    await context.close();
  });

  test('keeps the page when the language is changed, also without JavaScript', async () => {
    const { page, context } = await newVisitor(browser, origin, { javaScript: false });
    await page.goto('/en/articles/washing-machine-will-not-drain/');
    await page.locator('footer button[value=sv]').click();
    await page.waitForURL('/sv/articles/washing-machine-will-not-drain/');
    expect(await page.locator('html').getAttribute('lang')).toBe('sv');
    await page.goto('/');
    expect(new URL(page.url()).pathname).toBe('/sv/');
    await context.close();
  });
});

/** A page that says that nothing is here, or what is wrong with an address, and the console repeats its status. */
function forgiveMissing(complaints: string[]): void {
  const others = complaints.filter((text) => !/status of 40[04]/.test(text));
  complaints.splice(0, complaints.length, ...others);
}

async function threadOf(page: Page, locale: string): Promise<string> {
  await page.goto(`/${locale}/community/?state=solved`);
  return (
    (await page
      .locator(`main a[href^="/${locale}/community/"]`)
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('href') ?? '').find((href) => /\/community\/\d+\//.test(href)),
      )) ?? ''
  );
}
