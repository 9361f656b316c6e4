import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { median } from './figures.ts';

/**
 * What a page costs a phone that has never been here, until somebody touches it. Bytes are those
 * that were transferred, without headers.
 */
export interface Weight {
  HTML: number;
  CSS: number;
  font: number;
  JS: number;
  other: number;
  headers: number;
  requests: number;
  /** Largest contentful paint, milliseconds after the navigation began. */
  LCP: number;
  /** Cumulative layout shift while loading, to three decimals. */
  CLS: number;
  /** The same once somebody flicked to the end, faster than what comes into view can be fetched. */
  flicked: number;
}

const phone = {
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const cpuThrottling = 4;
const betweenLooksMs = 50;
/** An answer whose body nobody reads never ends. */
const longestWaitMs = 2_000;

/** Weighs a page `loads` times with a cold cache: bytes of the last load, middle LCP, worst CLS. */
export async function weigh(browser: Browser, url: string, loads: number): Promise<Weight> {
  const weights: Weight[] = [];
  for (let load = 0; load < loads; load += 1) weights.push(await weighOnce(browser, url));
  const last = weights.at(-1);
  if (!last) throw new Error('Nothing was measured.');
  return {
    ...last,
    LCP: median(weights.map(({ LCP }) => LCP)),
    CLS: Math.max(...weights.map(({ CLS }) => CLS)),
    flicked: Math.max(...weights.map(({ flicked }) => flicked)),
  };
}

async function weighOnce(browser: Browser, url: string): Promise<Weight> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  const { bytes, quiet } = await countBytes(network);
  await network.send('Emulation.setCPUThrottlingRate', { rate: cpuThrottling });
  await page.addInitScript(watchVitals);
  const answer = await page.goto(url, { waitUntil: 'networkidle' });
  if (!answer?.ok()) throw new Error(`${url} answers ${answer?.status() ?? 'nothing'}.`);
  const atFirst = { ...bytes };
  const { LCP, CLS } = await readVitals(page);
  await scrollThrough(page);
  await quiet();
  const { CLS: flicked } = await readVitals(page);
  await context.close();
  return { ...atFirst, LCP, CLS, flicked };
}

const kinds: Record<string, 'HTML' | 'CSS' | 'font' | 'JS'> = {
  Document: 'HTML',
  Stylesheet: 'CSS',
  Font: 'font',
  Script: 'JS',
};

/** Counts into `bytes` what the page transfers from now on; `quiet` waits for what is on its way. */
async function countBytes(network: CDPSession) {
  const bytes = { HTML: 0, CSS: 0, font: 0, JS: 0, other: 0, headers: 0, requests: 0 };
  const asked = new Set<string>();
  const answered = new Map<string, { kind: keyof typeof bytes; headers: number }>();
  network.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    if (!/^https?:/.test(request.url)) return;
    asked.add(requestId);
    bytes.requests += 1;
    bytes.headers += redirectResponse?.encodedDataLength ?? 0;
  });
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    answered.set(requestId, { kind: kinds[type] ?? 'other', headers: response.encodedDataLength });
  });
  network.on('Network.loadingFailed', ({ requestId }) => asked.delete(requestId));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    asked.delete(requestId);
    const answer = answered.get(requestId);
    if (!answer) return;
    bytes[answer.kind] += encodedDataLength - answer.headers;
    bytes.headers += answer.headers;
  });
  await network.send('Network.enable');
  const quiet = async () => {
    for (let waited = 0; asked.size > 0 && waited < longestWaitMs; waited += betweenLooksMs)
      await pause(betweenLooksMs);
  };
  return { bytes, quiet };
}

interface Vitals {
  LCP: number;
  CLS: number;
}
type Watched = typeof globalThis & { vitals: Vitals };

/** Runs in the page, before anything of its own. */
function watchVitals(): void {
  const vitals: Vitals = { LCP: 0, CLS: 0 };
  (globalThis as Watched).vitals = vitals;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) vitals.LCP = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
      vitals.CLS += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

async function readVitals(page: Page): Promise<Vitals> {
  const { LCP, CLS } = await page.evaluate(() => (globalThis as Watched).vitals);
  return { LCP: Math.round(LCP), CLS: Math.round(CLS * 1000) / 1000 };
}

/** What is loaded only when it comes into view may move things too. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
      scrollTo(0, top);
      await painted();
    }
  });
}
