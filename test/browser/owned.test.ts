import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { translator } from '#src/i18n/translate.ts';
import { launchChromium } from './support/chromium.ts';
import { letterTo } from './support/letters.ts';
import { signIn } from './support/sign-in.ts';
import { expectSound, expectToFit, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
const dataDir = inject('dataDir');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('on a phone, in Greek, without JavaScript: from the product to one’s things, with a receipt', async () => {
  const t = translator('el');
  const visitor = await newVisitor(browser, origin, { locale: 'el-GR', screen: 'phone', javaScript: false });
  const { page, context } = visitor;
  await signIn(page, 'el', 'marilena', '/el/products/washing-machine-w80/');
  await page.getByRole('link', { name: t('owned.mine') }).click();
  await page.locator('#product').selectOption('washing-machine-w80/W80 Plus');
  await page.locator('#bought').fill('2025-03-31');
  await page.locator('#country').selectOption('GR');
  const buffer = await sharp({ create: { width: 600, height: 900, channels: 3, background: '#f4efe6' } })
    .png()
    .toBuffer();
  await page.locator('#receipt').setInputFiles({ name: 'απόδειξη.png', mimeType: 'image/png', buffer });
  expect(await page.locator('input[name=wish]:checked').count()).toBe(0);
  await page.locator('input[name=wish][value=notice]').check();
  await expectToFit(page);
  await page.locator('main button[data-primary]').click();
  await page.waitForURL('**/?done=added');
  expect(await page.locator('.terms').innerText()).toContain('31 Μαρτίου 2028');
  expect(
    await page.locator('.receipt img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
  ).toBe(600);
  await expectToFit(page);
  const cookies = await context.cookies();
  const place = page.url();
  await context.close();

  const again = await newVisitor(browser, origin, { locale: 'el-GR', screen: 'phone' });
  await again.context.addCookies(cookies);
  for (const path of [place, `${place.replace(/\?.*/, '')}edit/`, `${place.replace(/\?.*/, '')}remove/`]) {
    await again.page.goto(path);
    await expectSound(again);
  }
  await again.page.locator('main button[data-danger]').click();
  await again.page.waitForURL('**/account/products/?done=removed');
  expect(await again.page.locator('.thing').count()).toBe(0);
  await expectSound(again);
  await again.context.close();
});

test('a recall reaches its owner by letter, stands before the question, and is stopped by one click', async () => {
  const t = translator('sv');
  const letter = await letterTo(dataDir, 'oskar@example.com', ({ text }) => /b18-4/i.test(text ?? ''));
  expect(letter.subject).toContain(t('articles.notice.recall'));
  const visitor = await newVisitor(browser, origin, { locale: 'sv-SE', screen: 'phone' });
  const { page, context } = visitor;
  await page.goto('/sv/community/ask/');
  const notice = page.locator('product-notices .notice:visible');
  expect(await notice.count()).toBe(0);
  await page.locator('#product').selectOption('cordless-drill-t18');
  expect(await notice.innerText()).toContain(t('articles.notice.recall'));
  await expectSound(visitor);
  const stop = letter.headers.find(({ key }) => key === 'list-unsubscribe')?.value.slice(1, -1) ?? '';
  await page.goto(stop);
  await expectSound(visitor);
  await page.locator('main form button').click();
  expect(await page.locator('h1').innerText()).toBe(t('stop.wish.done.title'));
  await context.close();
});
