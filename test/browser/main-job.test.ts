import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Locale } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';
import { launchChromium } from './support/chromium.ts';
import { letterTo } from './support/letters.ts';
import { signIn } from './support/sign-in.ts';
import { expectSound, expectToFit, newVisitor, type Visitor } from './support/visitor.ts';

const origin = inject('origin');
const dataDir = inject('dataDir');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

interface Journey {
  locale: Locale;
  language: string;
  javaScript: boolean;
  screen: 'phone' | 'desktop';
  customer: string;
  /** As an annoyed customer types it. */
  query: string;
  article: RegExp;
  question: string;
  details: string;
  answer: string;
  /** What the next customer types. */
  later: string;
}

const journeys: Journey[] = [
  {
    locale: 'en',
    language: 'en-GB',
    javaScript: true,
    screen: 'phone',
    customer: 'ana',
    query: 'wont drian',
    article: /washing-machine-will-not-drain/,
    question: 'W80 gurgles after every spin since Tuesday',
    details: 'It empties, then gurgles for a minute. The filter is clean, I looked twice.',
    answer: 'The hose end sits too deep in the spigot. Pull it out by a hand’s width and it stops.',
    later: 'gurgles after spin',
  },
  {
    locale: 'el',
    language: 'el-GR',
    javaScript: true,
    screen: 'phone',
    customer: 'ben',
    query: 'πλυντηριο δεν αδειαζει',
    article: /washing-machine-will-not-drain/,
    question: 'Το πλυντήριο W80 γουργουρίζει μετά το στύψιμο',
    details: 'Αδειάζει κανονικά, αλλά μετά γουργουρίζει για ένα λεπτό. Το φίλτρο είναι καθαρό.',
    answer: 'Η άκρη του σωλήνα μπαίνει πολύ βαθιά στο σιφόνι. Τραβήξτε την λίγο έξω και θα σταματήσει.',
    later: 'γουργουριζει στυψιμο',
  },
  {
    locale: 'en',
    language: 'en-GB',
    javaScript: false,
    screen: 'desktop',
    customer: 'ana',
    query: 'fridge not cold',
    article: /fridge-not-cold-enough/,
    question: 'K340 whistles when the door closes slowly',
    details: 'A thin whistle for ten seconds whenever the door falls shut by itself.',
    answer: 'Air escaping past the seal: warm the seal with a hair dryer and press it flat with a finger.',
    later: 'whistles door',
  },
];

describe.each(journeys)('finding an answer, else asking ($locale, JavaScript: $javaScript)', (journey) => {
  const t = translator(journey.locale);
  const home = `/${journey.locale}/`;

  test('the customer searches, reads, asks; the expert answers; the customer accepts; the next one finds it', async () => {
    const customer = await newVisitor(browser, origin, journey);
    const { page } = customer;
    await page.goto(home);
    await sound(customer, journey);
    await search(page, journey.query);
    await sound(customer, journey);
    await page.locator('main a[href*="/articles/"]').first().click();
    await page.waitForURL(journey.article);
    await sound(customer, journey);

    await page.locator('button[name=helpful][value=no]').click();
    await page.locator('input[name=reason]').first().waitFor();
    await sound(customer, journey);
    await page.locator('a[href*="/community/ask/?"]').last().click();
    await page.waitForURL(/\/community\/ask\//);
    expect(new URL(page.url()).searchParams.get('article')).toMatch(journey.article);
    const asking = page.url();
    await signIn(page, journey.locale, journey.customer, asking);
    await page.waitForURL(/\/community\/ask\//);
    expect(await page.locator('select[name=product]').inputValue()).not.toBe('');
    await page.locator('input[name=title]').fill(journey.question);
    await page.locator('textarea[name=body]').fill(journey.details);
    await page.getByRole('button', { name: t('forum.preview') }).click();
    await page.getByText(t('forum.preview.title')).waitFor();
    await sound(customer, journey);
    await page.getByRole('button', { name: t('forum.begin.post.question') }).click();
    await page.waitForURL(/\/community\/\d+\//);
    await page.getByRole('heading', { level: 1, name: journey.question }).waitFor();
    await sound(customer, journey);
    const thread = new URL(page.url()).pathname;

    const expert = await newVisitor(browser, origin, { ...journey, screen: 'desktop' });
    await signIn(expert.page, journey.locale, 'eli', thread);
    await expert.page.waitForURL((url) => url.pathname === thread);
    await expert.page.locator('textarea[name=body]').fill(journey.answer);
    await expert.page.locator('input[name=official]').check();
    await expert.page.getByRole('button', { name: t('forum.reply.post') }).click();
    await expert.page.getByText(journey.answer).first().waitFor();
    await sound(expert, journey);
    await expectLetter(journey);

    await page.goto(thread);
    await page.getByRole('button', { name: t('forum.accept') }).click();
    await page.getByRole('heading', { name: t('forum.solution', { count: 1 }), exact: true }).waitFor();
    await sound(customer, journey);

    const next = await newVisitor(browser, origin, journey);
    await next.page.goto(home);
    await search(next.page, journey.later);
    await next.page.locator(`main a[href^="${thread}"]`).first().waitFor();
    await sound(next, journey);
    expect(await next.context.cookies()).toEqual([]);

    for (const { context } of [customer, expert, next]) await context.close();
  });

  /** Asks with the field of the page itself, or with the header's where the page has none. */
  async function search(page: Page, query: string): Promise<void> {
    const field = page.locator('main input[name=q], header input[name=q]').last();
    await field.fill(query);
    await field.press('Enter');
    await page.waitForURL(/\/search\//);
  }
});

/** The letter about the reply has arrived, and leads to this site. */
async function expectLetter({ customer, question }: Journey): Promise<void> {
  const letter = await letterTo(
    dataDir,
    `${customer}@example.com`,
    ({ subject }) => subject?.includes(question) ?? false,
  );
  expect(letter.text).toContain(`${origin}/`);
}

/** Axe needs scripts; without them the page is measured alone. */
async function sound(visitor: Visitor, { javaScript }: Journey): Promise<void> {
  if (javaScript) await expectSound(visitor);
  else await expectToFit(visitor.page);
}
