import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { expectSound, expectToFit, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

describe('a customer who asks whether it is covered', () => {
  test('on a phone, in Greek, without JavaScript, gets a verdict, its clause and a link to share', async () => {
    const visitor = await newVisitor(browser, origin, {
      locale: 'el-GR',
      screen: 'phone',
      javaScript: false,
    });
    const { page } = visitor;
    await page.goto('/el/warranty/');
    expect(await page.locator('#country').inputValue()).toBe('GR');
    await page.locator('#product').selectOption('washing-machine-w80');
    await page.locator('#bought').fill(day(200));
    await page.locator('#event').selectOption('defect');
    await page.locator('.check-form button').click();
    const verdict = page.locator('main > article');
    expect(await verdict.getAttribute('data-verdict')).toBe('covered');
    expect(await verdict.locator('h1').innerText()).toMatch(/^Καλύπτεται από την εγγύησή μας έως τις/);
    await expectToFit(page);

    const link = page.url();
    const other = await newVisitor(browser, origin, { locale: 'el-GR' });
    await other.page.goto(link);
    expect(await other.page.locator('h1').innerText()).toBe(await verdict.locator('h1').innerText());
    await other.context.close();

    await verdict.locator('h1 .clause').click();
    expect(page.url()).toMatch(/\/el\/warranty\/washing-machine-w80\/#halvard\./);
    const { hash } = new URL(page.url());
    expect(await page.locator(`[id="${hash.slice(1)}"]`).isVisible()).toBe(true);
    await visitor.context.close();
  });

  test('by keyboard alone finds what is wrong, mends it, and is told', async () => {
    const visitor = await newVisitor(browser, origin);
    const { page } = visitor;
    await page.goto('/en/warranty/?model=b18-4&bought=2025-02-31&country=HU&event=battery-dead');
    visitor.complaints.splice(0);
    await expectSound(visitor);
    expect(await page.locator('#bought').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#bought').inputValue()).toBe('2025-02-31');
    await page.locator('.notice a[href="#bought"]').press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(day(30));
    await page.keyboard.press('Enter');
    await page.waitForSelector('article[data-verdict=covered]');
    expect(await page.locator('#product').inputValue()).toBe('cordless-drill-t18');
    await expectSound(visitor);
    await visitor.context.close();
  });

  test('is asked for the price where the law goes by it, and the field stands open', async () => {
    const visitor = await newVisitor(browser, origin, { locale: 'hu-HU', screen: 'phone' });
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.goto(`/hu/warranty/?product=washing-machine-w80&bought=${day(800)}&country=HU&event=defect`);
    const mandatory = page.locator('[data-side=mandatory]');
    expect(await mandatory.getAttribute('data-verdict')).toBe('depends');
    expect(await page.locator('#price').isVisible()).toBe(true);
    await page.locator('#price').fill('349 990 Ft');
    await page.locator('.check-form button').click();
    await page.waitForURL(/price=349/);
    expect(await mandatory.getAttribute('data-verdict')).toBe('covered');
    await expectSound(visitor);
    await visitor.context.close();
  });

  test('copies the claim, ready to send, and prints it without the form', async () => {
    const visitor = await newVisitor(browser, origin);
    const { page, context } = visitor;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(
      `/en/warranty/?product=washing-machine-w80&model=W8024F004512&bought=${day(90)}&country=IE&event=defect`,
    );
    await page.locator('[data-copy]').first().click();
    await page.locator('copy-text output', { hasText: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('W8024F004512');
    expect(copied).toContain('Warranty claim: Washing machine W80');
    expect(copied).toContain('§ halvard.');
    expect(await page.locator('copy-text a.button').first().getAttribute('href')).toMatch(/^mailto:help@/);

    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.letter-paper').first().isVisible()).toBe(true);
    expect(await page.locator('.check-form').isVisible()).toBe(false);
    expect(await page.locator('h1').isVisible()).toBe(true);
    await context.close();
  });
});

test('terms, law and plans can be read by everyone on the narrowest phone', async () => {
  const visitor = await newVisitor(browser, origin, { screen: 'phone' });
  await visitor.page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['washing-machine-w80/', 'law/hu/', 'plans/', '']) {
    await visitor.page.goto(`/en/warranty/${path}`);
    await expectSound(visitor);
  }
  await visitor.context.close();
});
