import { launchChromium } from '#test/browser/support/chromium.ts';
import { judge, type Verdict, weightLimits } from './budgets.ts';
import { kilobytes, milliseconds, plain, table } from './figures.ts';
import { progress, verdictTable } from './report.ts';
import { serveDemo } from './site.ts';
import { findSubjects, type Subject } from './subjects.ts';
import { type Weight, weigh } from './weigh.ts';

export interface WeightReport {
  pages: ({ page: string } & Weight)[];
  verdicts: Record<string, Verdict[]>;
}

/** What the pages transfer, and how they stand, in Chromium on a slow phone that has never been here. */
export async function measureWeight(loads: number): Promise<WeightReport> {
  progress('Starting the site with the demo …');
  const site = await serveDemo(1);
  const browser = await launchChromium();
  const report: WeightReport = { pages: [], verdicts: {} };
  try {
    for (const { name, kind, path } of (await findSubjects(site)).filter(({ cookie }) => !cookie)) {
      progress(`${name}: ${loads} loads …`);
      const weight = await weigh(browser, site.origin + path, loads);
      report.pages.push({ page: name, ...weight });
      report.verdicts[name] = judgeWeight(kind, weight);
    }
  } finally {
    await browser.close();
    await site.stop();
  }
  return report;
}

/** Holds a page against the budget of its kind. */
export function judgeWeight(kind: Subject['kind'], weight: Weight): Verdict[] {
  const { HTML, CSS, font, JS, other } = weight;
  return judge(
    { ...weight, 'HTML + CSS': HTML + CSS, total: HTML + CSS + font + JS + other },
    weightLimits[kind],
  );
}

/** The report as tables for people. */
export function weightTable({ pages, verdicts }: WeightReport): string {
  const headings = ['page', ...sizes, 'headers', 'requests', 'LCP', 'CLS', 'flicked'];
  const rows = pages.map((page) => [
    page.page,
    ...sizes.map((size) => kilobytes(page[size])),
    kilobytes(page.headers),
    String(page.requests),
    milliseconds(page.LCP),
    String(page.CLS),
    String(page.flicked),
  ]);
  return `${table(headings, rows)}\n\n${verdictTable(verdicts, writeFigure)}`;
}

const sizes = ['HTML', 'CSS', 'font', 'JS', 'other'] as const;

function writeFigure(figure: string, value: number): string {
  if (figure === 'LCP') return milliseconds(value);
  return figure === 'requests' || figure === 'CLS' ? plain(value) : kilobytes(value);
}
