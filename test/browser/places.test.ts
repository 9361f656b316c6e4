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

test('a centre is found on a phone, in Greek, without JavaScript, by keyboard alone', async () => {
  const { page, context } = await newVisitor(browser, origin, {
    ...{ locale: 'el-GR', screen: 'phone', javaScript: false },
  });
  await page.goto('/el/service-centres/');
  expect(await page.locator('.centre-rows > li').count()).toBe(12);
  await page.getByLabel('Πόλη, ταχ. κώδικας ή όνομα').focus();
  await page.keyboard.type('ΜΑΛΜΟ');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  expect(await page.locator('.centre-rows h3 a').allInnerTexts()).toEqual(['Μάλμε']);
  await page.locator('.centre-rows h3 a').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('/el/service-centres/malmo/');
  expect(await page.locator('main a[href^="tel:"]').getAttribute('href')).toBe('tel:+46406280421');
  expect(await page.locator('main a[href^="geo:"]').getAttribute('href')).toBe('geo:55.593,13.011');
  expect(await page.locator('.hours').first().locator('tbody tr').count()).toBe(7);
  await context.close();
});

test('where nothing fits, the nearest centres and the contact page are there', async () => {
  const { page, context } = await newVisitor(browser, origin, { javaScript: false });
  await page.goto('/en/service-centres/?country=FR&product=espresso-machine-c3&service=repair-home');
  expect(await page.locator('.centre-rows h3 a').allInnerTexts()).toEqual(['Nantes', 'Lyon', 'Valencia']);
  await page.locator('main .notice').getByRole('link', { name: 'Contact us' }).click();
  await page.waitForURL('/en/contact/');
  await context.close();
});

test('the page of centres asks nobody else for anything, and its map can be read aloud', async () => {
  const visitor = await newVisitor(browser, origin, { locale: 'sv-SE' });
  const hosts = new Set<string>();
  visitor.page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:') hosts.add(host);
  });
  await visitor.page.goto('/sv/service-centres/?country=SE');
  await expectSound(visitor);
  expect([...hosts]).toEqual([new URL(origin).host]);
  const map = visitor.page.getByRole('img', { name: 'Karta över serviceverkstäderna' });
  expect(await map.locator('desc').textContent()).toContain('1 Göteborg, 2 Malmö');
  await visitor.context.close();
});

test('contact begins with the country of the language, and any other is one choice away', async () => {
  const { page, context } = await newVisitor(browser, origin, { locale: 'el-GR', javaScript: false });
  await page.goto('/el/contact/');
  expect(await page.locator('.desk-way a').first().getAttribute('href')).toBe('tel:+302100000123');
  expect(await page.locator('.desks > li').count()).toBe(7);
  await page.getByLabel('Η χώρα σας').selectOption('SE');
  await page.locator('.desk-choice button').click();
  await page.waitForURL('/el/contact/?country=SE');
  expect(await page.locator('.desk-way a').first().getAttribute('href')).toBe('tel:+46846500412');
  await context.close();
});

test('a guide keeps on the device what is done, and an article that was opened is offered, not done', async () => {
  const visitor = await newVisitor(browser, origin, { screen: 'phone' });
  const { page, context } = visitor;
  await page.goto('/en/articles/descale-the-espresso-machine/');
  await page.locator('[data-guide] a').first().click();
  await page.waitForURL('/en/guides/c3-first-steps/');
  const status = page.locator('.guide-progress [role=status]');
  expect(await status.innerText()).toBe('0 of 4 done');
  expect(await page.locator('[data-seen]:visible').count()).toBe(1);
  const done = page.getByRole('button', { name: 'Done: Descale the espresso machine' });
  await done.focus();
  await page.keyboard.press('Space');
  expect(await done.getAttribute('aria-pressed')).toBe('true');
  expect(await status.innerText()).toBe('1 of 4 done');
  await page.reload();
  expect(await done.getAttribute('aria-pressed')).toBe('true');
  await expectSound(visitor);
  await done.click();
  expect(await status.innerText()).toBe('0 of 4 done');
  await page.getByRole('button', { name: 'Start again' }).click();
  expect(await page.locator('[data-seen]:visible').count()).toBe(0);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('a guide is a plain list without JavaScript', async () => {
  const { page, context } = await newVisitor(browser, origin, { javaScript: false });
  await page.goto('/hu/guides/w80-quiet-and-clean/');
  expect(await page.locator('.guide-parts a').count()).toBe(4);
  expect(await page.locator('guide-list button:visible').count()).toBe(0);
  await context.close();
});

test('the care of a product comes as a calendar; a day that does not exist is said at the field, as 400', async () => {
  const calendar = await fetch(`${origin}/sv/products/washing-machine-w80/maintenance.ics?from=2024-02-29`);
  expect([calendar.status, calendar.headers.get('content-type')]).toEqual([
    200,
    'text/calendar; charset=utf-8',
  ]);
  expect(await calendar.text()).toContain(`${origin}/sv/`);
  const { page, context } = await newVisitor(browser, origin, { javaScript: false });
  const answer = await page.goto('/en/products/washing-machine-w80/maintenance.ics?from=2026-02-31');
  expect(answer?.status()).toBe(400);
  expect(await page.locator('#language input').inputValue()).toBe(
    '/en/products/washing-machine-w80/calendar/?from=2026-02-31',
  );
  expect(await page.getByLabel('In use since').inputValue()).toBe('2026-02-31');
  expect(await page.getByRole('alert').innerText()).toContain('Give a day that exists');
  await page.getByLabel('In use since').fill('2024-02-29');
  await page.getByRole('button', { name: 'Show the days' }).click();
  await page.waitForURL(/calendar/);
  expect(await page.locator('main .rows time').count()).toBe(4);
  await context.close();
});

test('on paper of any width labels stand above their text, and a centre says how to reach it', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.emulateMedia({ media: 'print' });
  for (const width of [718, 1046, 1200]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['/en/service-centres/cork/', '/en/warranty/washing-machine-w80/']) {
      await page.goto(path);
      const label = await page.locator('.section > h2').first().boundingBox();
      expect(label?.width, `${path} at ${width}`).toBeGreaterThan(width / 2);
    }
  }
  await page.goto('/en/service-centres/cork/');
  const said = await page.locator('main').innerText();
  expect(said).toMatch(/\+353[\d ]+\n\S+@\S+/);
  expect(said).not.toMatch(/Closed now|Open now|today/);
  await context.close();
});
