import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { expectSound, expectToFit, newVisitor, type Visitor } from './support/visitor.ts';
import { onDatabase, sessionCookie } from './support/signed-in.ts';

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
  await signIn(visitor.context, person);
  return visitor;
}

async function signIn(context: BrowserContext, person: string): Promise<void> {
  const value = await sessionCookie(dataDir, `demo-${person}`);
  await context.addCookies([{ name: 'session', value, url: origin, httpOnly: true }]);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

test('without JavaScript: ask after a preview, be answered, accept, and the next one has it too', async () => {
  const ben = await browserOf('ben', plain);
  await ben.page.goto(
    `${origin}/en/community/ask/?product=cordless-drill-t18&topic=battery&q=T18+clicks+and+stops`,
  );
  await ben.page
    .getByLabel('The details')
    .fill('It clicks **twice** and stops.\n\n- both batteries\n- cold garage');
  await press(ben.page, 'Preview');
  expect(await ben.page.locator('.preview strong').allTextContents()).toEqual([
    'T18 clicks and stops',
    'twice',
  ]);
  await expectToFit(ben.page);
  await press(ben.page, 'Post your question');
  const thread = ben.page.url();
  expect(thread).toMatch(/\/en\/community\/\d+\/t18-clicks-and-stops\/$/);

  const eli = await browserOf('eli', plain);
  await eli.page.goto(thread);
  await eli.page.getByLabel('Your reply').fill('Warm the battery to room temperature, then try again.');
  await eli.page.getByLabel('Reply officially').check();
  await press(eli.page, 'Post your reply');
  expect(eli.page.url()).toMatch(/#post-\d+$/);

  await ben.page.reload();
  await press(ben.page, 'Accept as solution');
  expect(await ben.page.locator('#solutions').textContent()).toBe('Solution');
  await expectToFit(ben.page);

  const visitor = await newVisitor(browser, origin, plain);
  await visitor.page.goto(thread);
  await press(visitor.page, 'I have this too');
  expect(await visitor.page.locator('.me-too').textContent()).toContain('1 person has this too');
  expect(await visitor.context.cookies()).toEqual([]);
  await expectToFit(visitor.page);
  await visitor.page.goto(`${origin}/en/community/?product=cordless-drill-t18&state=solved`);
  expect(await visitor.page.getByRole('heading', { level: 3 }).first().textContent()).toContain(
    'T18 clicks and stops',
  );
  await expectToFit(visitor.page);
});

test('on a phone every page can be used by everyone, also by those who see the most buttons', async () => {
  const visitor = await browserOf('root', { screen: 'phone' });
  const { page } = visitor;
  await page.goto(`${origin}/en/community/?locale=all`);
  await expectSound(visitor);
  await page.goto(`${origin}/en/community/?q=&state=solved&product=washing-machine-w80`);
  await page.getByRole('link', { name: 'W80 stops with water in the drum and shows E18' }).click();
  await expectSound(visitor);
  const thread = page.url().split('/').slice(0, -2).join('/');
  for (const path of ['/edit/', '/delete/', '/history/']) {
    await page.goto(thread + path);
    await expectSound(visitor);
  }
  const foreign = new URL(thread);
  await page.goto(foreign.href.replace('/en/', '/el/'));
  await expectSound(visitor);
});

test('a draft survives a closed tab and the way to sign in, and goes once it is posted', async () => {
  const { page, context } = await newVisitor(browser, origin);
  await page.goto(`${origin}/en/community/ask/?article=fridge-is-noisy`);
  await page.getByLabel('Your question in one line').fill('K340 hums since it was moved');
  await page.getByLabel('The details').fill('Only at night, and only when the door is closed.');
  await page.getByText('Draft kept on this device').waitFor();
  await page.close();

  const again = await context.newPage();
  await again.goto(`${origin}/en/community/ask/?article=fridge-is-noisy`);
  expect(await again.getByLabel('The details').inputValue()).toContain('Only at night');
  await press(again, 'Post your question');
  await again.waitForURL(/\/sign-in\//);
  const next = new URL(again.url()).searchParams.get('next') ?? '';
  expect(next).toBe('/en/community/ask/?article=fridge-is-noisy');

  await signIn(context, 'ben');
  await again.goto(origin + next);
  expect(await again.getByLabel('Your question in one line').inputValue()).toBe(
    'K340 hums since it was moved',
  );
  await press(again, 'Post your question');
  await again.waitForURL(/k340-hums-since-it-was-moved/);
  await again.goto(`${origin}/en/community/ask/`);
  expect(await again.getByLabel('The details').inputValue()).toBe('');
});

/** Each sets `window.pwned` or opens a dialog where it runs. */
const attempts = [
  '<script>window.pwned=1</script>',
  '</script><script>window.pwned=1</script>',
  '</title><script>window.pwned=1</script>',
  '</textarea><script>window.pwned=1</script>',
  '<img src=x onerror=window.pwned=1>',
  '<svg/onload=window.pwned=1>',
  '"><img src=x onerror=window.pwned=1>',
  "'><img src=x onerror=window.pwned=1>",
  '" autofocus onfocus=window.pwned=1 x="',
  "' autofocus onfocus=window.pwned=1 x='",
  '<iframe srcdoc="<script>top.pwned=1</script>">',
  '<a href="javascript:window.pwned=1">x</a>',
  '[x](javascript:window.pwned=1)',
  '[x](&#106;avascript:window.pwned=1)',
  '![x](x"onerror="window.pwned=1)',
  '<https://a.example/"onmouseover="window.pwned=1>',
  '[x](https://a.example "a" onmouseover="window.pwned=1")',
  '<details open ontoggle=window.pwned=1>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1>',
  '<!--<img src="--><img src=x onerror=window.pwned=1>">',
  '<style>*{background:url(javascript:window.pwned=1)}</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=javascript:window.pwned=1">',
  '{{constructor.constructor("window.pwned=1")()}}',
  ']]><script>window.pwned=1</script>',
  '\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e',
  '&lt;script&gt;window.pwned=1&lt;/script&gt;',
];

describe('what people write never runs', () => {
  test('in titles, words, tags, replies, names, histories, feeds and short lists', async () => {
    const mallory = await sessionCookie(dataDir, 'demo-fiona-mc');
    await onDatabase(dataDir, `update users set display_name = ?, about = ? where id = 'demo-fiona-mc'`, [
      attempts.join(' ').slice(0, 400),
      attempts.join(' '),
    ]);
    const send = async (path: string, fields: Record<string, string>) => {
      const answer = await fetch(origin + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin, cookie: `session=${mallory}` },
        redirect: 'manual',
      });
      expect([path, answer.status, await answer.text()]).toEqual([path, 303, '']);
      return answer.headers.get('location') ?? '';
    };
    const { page, complaints } = await browserOf('root');
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const check = async (path: string) => {
      const answer = await page.goto(origin + path);
      expect([path, answer?.status()]).toEqual([path, 200]);
      expect([path, await page.evaluate(() => 'pwned' in window)]).toEqual([path, false]);
      expect(page.url()).toContain(origin);
    };
    for (const attempt of attempts) {
      const thread = await send('/en/community/ask/', {
        title: `Attempt ${attempt}`.slice(0, 120),
        body: `${attempt}\n\nand so on: ${attempt}`,
        tags: attempt.slice(0, 24),
        article: attempt,
      });
      const reply = await send(thread, { body: attempt });
      await send(`/en/community/posts/${/post-(\d+)/.exec(reply)?.[1] ?? ''}/accept/`, { to: 'yes' });
      await check(thread);
      const query = encodeURIComponent(attempt);
      await check(`/en/community/ask/?title=${query}&product=${query}&article=${query}&body=${query}`);
    }
    const all = attempts.join('\n\n');
    const thread = await send('/en/community/ask/', { title: 'All of them together', body: all });
    const id = thread.split('/')[3] ?? '';
    await send(`/en/community/${id}/edit/`, { title: 'All of them together', body: `${all} again` });
    const post = /post-(\d+)/.exec(await send(`/en/community/${id}/x/`, { body: all }))?.[1] ?? '';
    await send(`/en/community/posts/${post}/edit/`, { body: `${all} again` });
    for (const path of [
      `${id}/x`,
      `${id}/edit`,
      `${id}/history`,
      `posts/${post}/edit`,
      `posts/${post}/delete`,
    ])
      await check(`/en/community/${path}/`);
    const query = encodeURIComponent(attempts.join(' '));
    for (const path of [
      '',
      'solved/',
      'about/?product=washing-machine-w80',
      `?tag=${query}&state=${query}&page=${query}`,
    ])
      await check(`/en/community/${path}`);
    const feed = await (await fetch(`${origin}/en/community/feed.xml`)).text();
    const parsed = await page.evaluate(
      (xml) =>
        new DOMParser().parseFromString(xml, 'text/xml').querySelectorAll('parsererror, script').length,
      feed,
    );
    expect(parsed).toBe(0);
    expect(complaints.filter((text) => !text.includes('the server responded with'))).toEqual([]);
  });
});
