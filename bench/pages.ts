import { judge, siteLimits, speedGoals, type Verdict } from './budgets.ts';
import { type Child, startChild } from './child.ts';
import { fetchStored } from './fetch-stored.ts';
import { median, milliseconds, plain, table } from './figures.ts';
import type { Load, Speed } from './load.ts';
import type { Stored } from './raw-server.ts';
import { progress, verdictTable } from './report.ts';
import { serveDemo, watchMemory } from './site.ts';
import { findSubjects, type Subject } from './subjects.ts';

const concurrencies = [10, 50];
/** The one that the goals are given for. */
const goalConcurrency = 10;
const rounds = 3;
const starts = 3;
const warmUpSeconds = 1;
/** As browsers say it, so that the raw server holds the very bytes that they get. */
const browserHeaders = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br, zstd' };

/** Medians of the rounds; `ratio` is our requests per second as a share of the raw server's. */
export interface Comparison {
  ours: Speed;
  raw: Speed;
  ratio: number;
}

export interface PagesReport {
  pages: Measured[];
  /** The most resident memory of the site seen under load; not known everywhere. */
  memoryMb: number | undefined;
  readyAfterMs: number;
  verdicts: Record<string, Verdict[]>;
}

type Measured = { page: string; kind: Subject['kind']; connections: number } & Comparison;

/** How fast the site answers, beside a raw Node server that answers the same bytes in the same run. */
export async function measurePages(seconds: number): Promise<PagesReport> {
  progress('Starting the site with the demo …');
  const site = await serveDemo(starts);
  const memory = watchMemory(site.pid);
  const rawServer = startChild<Stored[], string>('raw-server.ts');
  const load = startChild<Load, Speed>('load.ts');
  try {
    const subjects = (await findSubjects(site)).filter(({ name }) => name !== 'article, Greek');
    const stored = subjects.map(async (subject) => ({
      path: rawPath(subject),
      ...(await fetchStored(site.origin + subject.path, headersFor(subject))),
    }));
    const rawOrigin = await rawServer.ask(await Promise.all(stored));
    const pages: Measured[] = [];
    for (const subject of subjects) {
      const headers = headersFor(subject);
      const ours = { url: site.origin + subject.path, headers };
      const raw = { url: rawOrigin + rawPath(subject), headers };
      pages.push(...(await measurePage(subject, load, { ours, raw }, seconds)));
    }
    const whole = { memoryMb: memory.most(), readyAfterMs: site.readyAfterMs };
    return { pages, ...whole, verdicts: verdictsOf({ pages, ...whole }) };
  } finally {
    memory.stop();
    load.end();
    rawServer.end();
    await site.stop();
  }
}

const rawPath = ({ name }: Subject) => `/${encodeURIComponent(name)}`;
const headersFor = ({ cookie }: Subject) => (cookie ? { ...browserHeaders, cookie } : browserHeaders);

/** Takes turns, so that whatever else the machine does meets both. */
async function measurePage(
  { name, kind }: Subject,
  load: Child<Load, Speed>,
  { ours, raw }: Record<'ours' | 'raw', Pick<Load, 'url' | 'headers'>>,
  seconds: number,
): Promise<Measured[]> {
  for (const one of [ours, raw])
    await load.ask({ ...one, connections: goalConcurrency, seconds: warmUpSeconds });
  const measured: Measured[] = [];
  for (const connections of concurrencies) {
    progress(`${name} at concurrency ${connections}: ${rounds} rounds of 2 × ${seconds} s …`);
    const speeds = { ours: [] as Speed[], raw: [] as Speed[] };
    for (let round = 0; round < rounds; round += 1) {
      speeds.ours.push(await load.ask({ ...ours, connections, seconds }));
      speeds.raw.push(await load.ask({ ...raw, connections, seconds }));
    }
    measured.push({ page: name, kind, connections, ...compare(speeds.ours, speeds.raw) });
  }
  return measured;
}

/** The medians of the rounds, and what they come to beside each other. */
export function compare(ours: readonly Speed[], raw: readonly Speed[]): Comparison {
  const middle = (rounds: readonly Speed[]): Speed => ({
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
  });
  const both = { ours: middle(ours), raw: middle(raw) };
  return { ...both, ratio: both.ours.perSecond / both.raw.perSecond };
}

function verdictsOf({
  pages,
  memoryMb,
  readyAfterMs,
}: Omit<PagesReport, 'verdicts'>): PagesReport['verdicts'] {
  const compared = pages
    .filter(({ connections }) => connections === goalConcurrency)
    .map(({ page, kind, ours, ratio }) => [
      page,
      judge({ 'requests/s': ours.perSecond, ratio }, speedGoals[kind]),
    ]);
  return {
    ...(Object.fromEntries(compared) as Record<string, Verdict[]>),
    site: judge({ 'MB resident': memoryMb, 'ms to ready': readyAfterMs }, siteLimits),
  };
}

/** The report as tables for people. */
export function pagesTable({ pages, verdicts }: PagesReport): string {
  const headings = ['page', 'at once', 'requests/s', 'p50', 'p99', 'raw', 'p50', 'p99', 'ratio', 'failed'];
  const rows = pages.map(({ page, connections, ours, raw, ratio }) => [
    page,
    String(connections),
    plain(ours.perSecond),
    milliseconds(ours.p50),
    milliseconds(ours.p99),
    plain(raw.perSecond),
    milliseconds(raw.p50),
    milliseconds(raw.p99),
    plain(ratio),
    String(ours.failed + raw.failed),
  ]);
  return `${table(headings, rows)}\n\n${verdictTable(verdicts, (_figure, value) => plain(value))}`;
}
