import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#test/browser/support/chromium.ts';
import { type BuiltSite, builtSite } from './support/built.ts';
import { freePort } from './support/process.ts';

const attempts = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<input autofocus onfocus=alert(1)>',
  '<a href="javascript:alert(1)" autofocus>press</a>',
  '[press](javascript:alert(1))',
  '[press](JaVaScRiPt&colon;alert(1))',
  '[press](data:text/html,<script>alert(1)</script>)',
  '![x](x"onerror="alert(1))',
  '![x](javascript:alert(1))',
  '<https://example.com/"onmouseover="alert(1)>',
  '<javascript:alert(1)>',
  '```"><script>alert(1)</script>\nx\n```',
  '<form action="javascript:alert(1)"><button autofocus>x</button></form>',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css"><style>body{display:none}</style>',
  '{{constructor.constructor("alert(1)")()}}${alert(1)}<%= alert(1) %>',
  '\u2028alert(1)\u2029</script><!--<script>alert(1)//',
  'javascript:alert(1)',
];

const article = '/en/articles/washing-machine-will-not-drain/vote/';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Opens a page and says what of an attempt came to life in it. */
async function livingParts(page: Page, url: string): Promise<string[]> {
  const seen: string[] = [];
  const onDialog = (dialog: { message(): string; dismiss(): Promise<void> }) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  };
  const onConsole = (message: { type(): string; text(): string }) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) seen.push(message.text());
  };
  page.on('dialog', onDialog);
  page.on('console', onConsole);
  await page.goto(url);
  const found = await page.evaluate(() => [
    ...[...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes]
        .filter(
          ({ name, value }) =>
            /^on|^srcdoc$|^style$/.test(name) ||
            (/^(href|src|action|formaction|data)$/.test(name) &&
              /^\s*(javascript|data:text|vbscript)/i.test(value)),
        )
        .map(({ name, value }) => `${element.localName} ${name}=${value}`),
    ),
    ...[
      ...document.querySelectorAll(
        'script:not([src]):not([type="application/ld+json"]), iframe, object, embed, base, meta[http-equiv], style, main math, :not(a)[href*="evil.example"], [src*="evil.example"]',
      ),
    ].map((element) => element.outerHTML.slice(0, 200)),
  ]);
  page.off('dialog', onDialog);
  page.off('console', onConsole);
  return [...seen, ...found].map((what) => `${url}: ${what}`);
}

async function askedWith(site: BuiltSite, attempt: string): Promise<string> {
  const asked = await site.post(
    '/en/community/ask/',
    {
      title: `Hum ${attempt}`.slice(0, 119).padEnd(12, '.'),
      body: `${attempt}\n\n- ${attempt}\n\n> ${attempt}\n\nIt hums every evening.`,
      tags: attempt.slice(0, 20),
      product: attempt,
      topic: attempt,
      article: attempt,
      do: 'post',
    },
    'eli',
  );
  if (asked.statusCode === 303) return String(asked.headers['location']).split(/[?#]/)[0] ?? '';
  const plain = await site.post(
    '/en/community/ask/',
    {
      title: `Hum ${attempt}`.slice(0, 119).padEnd(12, '.'),
      body: `${attempt}\n\nIt hums every evening.`,
      do: 'post',
    },
    'eli',
  );
  expect(plain.statusCode, plain.payload.slice(0, 3_000)).toBe(303);
  return String(plain.headers['location']).split(/[?#]/)[0] ?? '';
}

/** Threads of the other kinds with an attempt in every field, decided on with another; and where else they are shown. */
async function pagesOfKinds(site: BuiltSite, attempt: string): Promise<string[]> {
  const fields = {
    ...{ title: `Hum ${attempt}`.slice(0, 119).padEnd(12, '.'), product: 'washing-machine-w80' },
    ...{ body: `${attempt}\n\nIt hums every evening.`, aim: `${attempt} and so on`, reference: attempt },
    ...{ consent: 'yes', do: 'post' },
  };
  const decision = { reason: `${attempt} and so on`, clause: attempt };
  const pages: string[] = [];
  for (const list of ['ideas', 'stories', 'complaints']) {
    const posted = await site.post(
      `/en/community/${list}/new/`,
      { ...fields, reference: attempt.slice(0, 60), body: `${fields.body} ${list}` },
      'ana',
    );
    expect([list, posted.statusCode]).toEqual([list, 303]);
    const thread = String(posted.headers['location']);
    const decide = `/en/community/${thread.split('/')[3] ?? ''}/decide/`;
    await site.post(decide, { ...decision, status: 'declined' }, 'eli');
    await site.post(decide, { ...decision, outcome: 'refunded', clause: '' }, 'eli');
    pages.push(thread, `/en/community/${list}/`);
  }
  return [...pages, '/en/community/stories/shown/?product=washing-machine-w80'];
}

test("whatever people write into any field, nobody's browser runs it", { timeout: 300_000 }, async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const site = await builtSite({ PUBLIC_URL: origin });
  await site.server.listen({ host: '127.0.0.1', port });
  const context = await browser.newContext();
  const [name = '', value = ''] = (await site.cookieOf('eli')).split('=');
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  const alive: string[] = [];
  const look = async (path: string) => alive.push(...(await livingParts(page, origin + path)));

  for (const attempt of attempts) {
    const thread = await askedWith(site, attempt);
    for (const path of await pagesOfKinds(site, attempt)) await look(path);
    const replied = await site.post(
      thread,
      { body: `${attempt}\n\n${attempt} once more`, do: 'post' },
      'eli',
    );
    expect(replied.statusCode).toBe(303);
    await site.post(
      '/en/account/profile/',
      { displayName: `Eli ${attempt}`.slice(0, 60), about: attempt, locale: 'en' },
      'eli',
    );
    const typed = encodeURIComponent(attempt);
    for (const path of [
      thread,
      '/en/people/eli/',
      `/en/search/?q=${typed}&product=${typed}&kind=${typed}`,
      `/en/community/?product=${typed}&topic=${typed}&tag=${typed}&state=${typed}`,
      `/en/community/ask/?title=${typed}&body=${typed}&tags=${typed}&product=${typed}&article=${typed}`,
      `/en/community/complaints/new/?title=${typed}&body=${typed}&aim=${typed}&reference=${typed}`,
      `/en/community/ideas/?status=${typed}&order=${typed}&product=${typed}`,
      `/en/sign-up/?next=${typed}&displayName=${typed}&email=${typed}`,
    ])
      await look(path);
    const preview = await site.post(thread, { body: attempt, do: 'preview' }, 'eli');
    const vote = await site.post(article, { helpful: 'no', step: 'why', reason: attempt, comment: attempt });
    for (const shown of [preview, vote]) {
      await page.route('**/shown-again/', (route) =>
        route.fulfill({
          status: 200,
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': String(shown.headers['content-security-policy']) },
          body: shown.payload,
        }),
      );
      await look('/shown-again/');
      await page.unroute('**/shown-again/');
    }
  }
  await look('/en/community/');
  await look(`/en/${encodeURIComponent('<script>alert(1)</script>')}/`);
  expect(alive).toEqual([]);
  await context.close();
});
