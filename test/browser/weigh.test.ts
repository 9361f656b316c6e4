import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { weigh } from '../../bench/weigh.ts';
import { judgeWeight } from '../../bench/weight.ts';
import { launchChromium } from './support/chromium.ts';

const html = `<!doctype html><html lang="en"><title>Fat</title><link rel="stylesheet" href="/fat.css">
<p>Words</p><script src="/slow.js"></script></html>`;
const css = `/* ${randomBytes(8_000).toString('hex')} */`;
const js = `requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('p').style.marginTop = '200px'));`;
const files = new Map([
  ['/', { type: 'text/html', body: html }],
  ['/fat.css', { type: 'text/css', body: css }],
  ['/slow.js', { type: 'text/javascript', body: js }],
]);

test('a page is weighed by what was transferred, and one that is fat or jumps is over its budget', async () => {
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (!file) return response.writeHead(404).end();
    const headers = { 'content-type': file.type, 'content-length': file.body.length };
    return response.writeHead(200, headers).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  const weight = await weigh(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, 1);
  await browser.close();
  server.close();
  expect(weight).toMatchObject({
    HTML: html.length,
    CSS: css.length,
    JS: js.length,
    font: 0,
    other: 0,
    requests: 3,
  });
  const over = judgeWeight('article', weight).filter(({ ok }) => !ok);
  expect(over.map(({ figure }) => figure)).toEqual(expect.arrayContaining(['CLS', 'HTML + CSS']));
});
