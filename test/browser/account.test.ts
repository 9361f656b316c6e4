import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { translator } from '#src/i18n/translate.ts';
import { launchChromium } from './support/chromium.ts';
import { letterTo, linkIn } from './support/letters.ts';
import { expectSound, newVisitor } from './support/visitor.ts';

const origin = inject('origin');
const dataDir = inject('dataDir');
const t = translator('fr');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('somebody signs up in French, confirms by letter, signs in, takes out their data and leaves', async () => {
  const visitor = await newVisitor(browser, origin, { locale: 'fr-FR', screen: 'phone' });
  const { page, context } = visitor;
  await page.goto('/fr/sign-up/');
  await page.locator('input[name=displayName]').fill('Camille Roux');
  await page.locator('main input[name=email]').fill('camille@example.org');
  await page.locator('input[name=password]').fill('un lave-linge bien essoré');
  await expectSound(visitor);
  await page.locator('main form button[data-primary]').click();
  await page.waitForURL('**/sign-up/sent/');
  await expectSound(visitor);

  const letter = await letterTo(dataDir, 'camille@example.org', () => true);
  expect(letter.subject).toBe(t('letter.verify_email.subject'));
  await page.goto(linkIn(letter, /\/verify-email\//));
  await expectSound(visitor);
  await page.locator('main form button').first().click();
  await page.waitForURL('**/sign-in/**');
  await page.locator('main input[name=email]').fill('Camille@Example.org');
  await page.locator('main input[name=password]').fill('un lave-linge bien essoré');
  await page.locator('main form button[data-primary]').click();
  await page.waitForURL('**/fr/account/**');
  await expectSound(visitor);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax', path: '/' });

  await page.goto('/fr/account/data/');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('main a[href*="download"], main form[action*="download"] button').first().click(),
  ]);
  const stream = await download.createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(JSON.parse(text)).toMatchObject({ account: { email: 'camille@example.org' } });
  await page.locator('main input[name=password]').fill('un lave-linge bien essoré');
  await page.locator('main form:has(input[name=password]) button').click();
  await page.waitForURL((url) => !url.pathname.includes('/account/'));
  await page.goto('/fr/account/');
  await page.waitForURL('**/fr/sign-in/**');
  await context.close();
});
