import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/browser/support/chromium.ts';
import { kilobytes, median, milliseconds, percentile, plain, table } from '../../figures.ts';
import { progress } from '../../report.ts';
import type { Corpus } from '../corpus.ts';
import { indexOf } from '../engines/ours.ts';
import { pagefindFiles } from '../engines/pagefind.ts';
import type { Asked } from '../measure.ts';
import { mean } from '../metrics.ts';
import { bundle, pageWith } from './bundle.ts';
import { rows as shownRows } from './field.ts';
import { lines, serveFiles, type Served, type SiteFiles } from './served.ts';

/** One search in Chromium: bytes without headers; time in milliseconds. */
interface Seen {
  bytes: number;
  requests: number;
  ms: number;
}

export interface BrowserReport {
  engine: string;
  line: string;
  visits: number;
  /** From the focus of the field to the first results painted, for who has never been here. */
  first: { bytes: number; p95: number; requests: number; ms: number };
  /** Another query in the same page. */
  later: { bytes: number; requests: number; ms: number };
  /** The longest task of the page's main thread while a query is typed; 0 where none took 50 ms. */
  longestTaskMs: number;
}

const visits = 15;
/** Typing key by key takes its time. */
const typedVisits = 4;
const cpuThrottling = 4;
const betweenKeysMs = 80;
const longestWaitMs = 60_000;

/** Read for the passages, once the list is painted. */
const forPassages = /^index\/texts\//;

/** What search really transfers, and how long it takes, in Chromium on a slow phone. */
export async function measureBrowser(corpus: Corpus, queries: Asked[]): Promise<BrowserReport[]> {
  const sites: [string, () => Promise<SiteFiles>][] = [
    ['ours', () => ourSite(corpus)],
    ['Pagefind', () => pagefindSite(corpus)],
    ['a field alone', () => emptySite(corpus)],
  ];
  const browser = await launchChromium();
  const reports: BrowserReport[] = [];
  try {
    for (const [engine, filesOf] of sites) {
      progress(`  ${engine} in Chromium: building …`);
      const files = await filesOf();
      for (const line of lines) {
        const site = await serveFiles(files, line);
        progress(`  ${engine} in Chromium: ${visits} visits, ${line.name} …`);
        try {
          reports.push({ engine, line: line.name, ...(await measureSite(browser, site, queries)) });
        } finally {
          await site.close();
        }
      }
    }
  } finally {
    await browser.close();
  }
  return reports;
}

async function ourSite(corpus: Corpus): Promise<SiteFiles> {
  const { manifest, files } = indexOf(corpus);
  return new Map<string, Uint8Array | string>([
    ['index.html', pageWith(corpus.locale)],
    ['manifest.json', JSON.stringify({ ...manifest, folder: '/index/' })],
    ...(await bundle('ours.client.ts')).map(({ name, content }) => [name, content] as const),
    ...[...files].map(([name, content]) => [`index/${name}`, content] as const),
  ]);
}

async function emptySite({ locale }: Corpus): Promise<SiteFiles> {
  return new Map<string, Uint8Array | string>([
    ['index.html', pageWith(locale)],
    ...(await bundle('alone.client.ts')).map(({ name, content }) => [name, content] as const),
  ]);
}

async function pagefindSite(corpus: Corpus): Promise<SiteFiles> {
  const own = [...(await pagefindFiles(corpus))].map(
    ([path, content]) => [`pagefind/${path}`, content] as const,
  );
  return new Map<string, Uint8Array | string>([
    ['index.html', pageWith(corpus.locale)],
    ...(await bundle('pagefind.client.ts')).map(({ name, content }) => [name, content] as const),
    ...own,
  ]);
}

async function measureSite(browser: Browser, site: Served, queries: Asked[]) {
  const first: Seen[] = [];
  const later: Seen[] = [];
  const tasks: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const [one, two, three] = [0, 1, 2].map((at) => queries[(visit * 3 + at) % queries.length]?.q ?? '');
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(longestWaitMs);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuThrottling });
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    site.taken();
    first.push(await searchOnce(page, site, one ?? ''));
    later.push(await searchOnce(page, site, two ?? ''));
    if (visit < typedVisits) tasks.push(await longestTaskTyping(page, three ?? ''));
    site.taken();
    await context.close();
  }
  const bytes = first.map((seen) => seen.bytes);
  return {
    visits,
    first: { ...summary(first), p95: percentile(bytes, 0.95) },
    later: summary(later),
    longestTaskMs: Math.max(...tasks),
  };
}

function summary(seen: Seen[]) {
  return {
    bytes: mean(seen.map(({ bytes }) => bytes)),
    requests: mean(seen.map(({ requests }) => requests)),
    ms: median(seen.map(({ ms }) => ms)),
  };
}

/** Focuses the field, has the whole query in it at once, and waits until its results are painted. */
async function searchOnce(page: Page, site: Served, typed: string): Promise<Seen> {
  const ms = await page.evaluate(
    (typed) =>
      new Promise<number>((resolve, reject) => {
        const input = document.querySelector('input');
        if (!input) return reject(new Error('The page has no field.'));
        const began = performance.now();
        input.addEventListener('shown', () => resolve(performance.now() - began), { once: true });
        input.focus();
        input.value = typed;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }),
    typed,
  );
  const needed = site.taken().filter(({ path }) => !forPassages.test(path));
  return { bytes: needed.reduce((sum, { bytes }) => sum + bytes, 0), requests: needed.length, ms };
}

/** Types a query key by key; Chromium tells only of tasks that take 50 ms or more. */
async function longestTaskTyping(page: Page, typed: string): Promise<number> {
  await page.evaluate(() => {
    const input = document.querySelector('input');
    if (input) input.value = '';
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const shown = page.evaluate(
    (typed) =>
      new Promise<void>((resolve) => {
        document.addEventListener('shown', (event) => {
          if ((event as CustomEvent<string>).detail === typed) resolve();
        });
      }),
    typed,
  );
  await page.locator('input').pressSequentially(typed, { delay: betweenKeysMs });
  await shown;
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks));
}

/** The reports as a table for people. */
export function browserTable(reports: BrowserReport[]): string {
  const rows = reports.map(({ engine, line, first, later, longestTaskMs }) => [
    `${engine}, ${line}`,
    kilobytes(first.bytes),
    kilobytes(first.p95),
    plain(first.requests),
    milliseconds(first.ms),
    kilobytes(later.bytes),
    milliseconds(later.ms),
    longestTaskMs === 0 ? '< 50 ms' : milliseconds(longestTaskMs),
  ]);
  return table(
    [
      'in Chromium, CPU ÷ 4',
      `first ${shownRows} results`,
      'p95',
      'requests',
      'shown after',
      'later',
      'shown after',
      'longest task',
    ],
    rows,
  );
}
