import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Context, Instance } from '#src/accounts/context.ts';
import { readContent } from '#src/catalog/read.ts';
import { locales } from '#src/i18n/locales.ts';
import { readSettings } from '#src/lib/settings.ts';
import { reply } from '#src/forum/posts.ts';
import { indexesOf } from '#src/search/index-files.ts';
import { search } from '#src/search/results.ts';
import { openInstance } from '#src/server/instance.ts';
import { milliseconds, percentile, table } from './figures.ts';
import { progress } from './report.ts';
import { type Corpus, madeUp, writeCorpus } from './thread-corpus.ts';
import { type AskedThread, queriesFor } from './thread-queries.ts';

interface Summary {
  p50: number;
  p95: number;
  most: number;
}

export interface ThreadFigures {
  threads: number;
  /** Milliseconds of every kind of query, and of all together. */
  queries: Record<string, Summary>;
  /** The same in time of the processor, which others on the machine do not lengthen. */
  processor: Summary;
  /** Milliseconds for one more reply, the index brought up to date within. */
  reply: Summary;
}

/** The goals at 100,000 threads: a query must not stop everybody else. */
export const goals = { p95: 30, most: 150 } as const;

const sizes = [2_000, 100_000];
const queriesOfEachKind = 40;
const replies = 60;
/** Of each kind: articles of all languages are opened and code is warm, as after the first questions of a day. */
const warmingUp = 3;

/** Asks the same questions of few threads and of many, with nothing else going on. */
export async function measureThreads(): Promise<ThreadFigures[]> {
  const corpus = madeUp();
  const figures: ThreadFigures[] = [];
  for (const size of sizes) figures.push(await measure(corpus, size));
  return figures;
}

async function measure(corpus: Corpus, threads: number): Promise<ThreadFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-threads-'));
  const instance = await open(folder);
  try {
    const now = Date.now();
    progress(`Writing ${threads.toLocaleString('en')} threads`);
    await writeCorpus(instance.db, corpus, threads, now, (written) => {
      progress(`  ${written.toLocaleString('en')} of ${threads.toLocaleString('en')}`);
    });
    const kinds = queriesFor(corpus, threads, queriesOfEachKind);
    const queries: ThreadFigures['queries'] = {};
    const opening = locales.map((locale): AskedThread => ({ locale, typed: 'e18' }));
    const warming = Object.values(kinds).flatMap((asked) => asked.slice(0, warmingUp));
    await timesOf(instance, [...opening, ...warming], now);
    const all: Times = { wall: [], processor: [] };
    for (const [kind, asked] of Object.entries(kinds)) {
      progress(`  asking: ${kind}`);
      const { wall, processor } = await timesOf(instance, asked, now);
      all.wall.push(...wall);
      all.processor.push(...processor);
      queries[kind] = summary(wall);
    }
    return {
      threads,
      queries: { ...queries, all: summary(all.wall) },
      processor: summary(all.processor),
      reply: summary(await replyTimes(instance, threads, now)),
    };
  } finally {
    await instance.db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function open(folder: string): Promise<Instance> {
  const content = await readContent('content');
  const settings = readSettings({ DATA_DIR: folder, RATE_LIMITS: 'off' });
  return openInstance(settings, content.catalog, pino({ level: 'silent' }), indexesOf(content));
}

function contextOf(instance: Instance, now: number, locale: AskedThread['locale']): Context {
  return {
    ...instance,
    actor: null,
    now,
    locale,
    visitor: 'bench',
    address: '192.0.2.1',
    agent: 'bench',
    untracked: true,
  };
}

/** Milliseconds. */
interface Times {
  wall: number[];
  processor: number[];
}

async function timesOf(instance: Instance, asked: AskedThread[], now: number): Promise<Times> {
  const times: Times = { wall: [], processor: [] };
  for (const { locale, typed, product } of asked) {
    const ctx = contextOf(instance, now, locale);
    const [start, used] = [performance.now(), process.cpuUsage()];
    await search(ctx, { typed, product, kind: 'threads', language: undefined, exact: false, page: 1 });
    times.wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    times.processor.push((user + system) / 1_000);
  }
  return times;
}

async function replyTimes(instance: Instance, threads: number, now: number): Promise<number[]> {
  const actor: Context['actor'] = {
    id: 'bench',
    name: 'bench',
    displayName: 'Bench',
    role: 'expert',
    locale: 'en',
    email: 'bench@example.com',
    emailVerified: true,
    sessionId: 'bench',
  };
  const times: number[] = [];
  for (let number = 1; number <= replies; number += 1) {
    const ctx = { ...contextOf(instance, now, 'en'), actor };
    const body = `${madeUpReply} ${number}`;
    const start = performance.now();
    await reply(ctx, 1 + ((number * 997) % threads), {
      body,
      official: false,
      submission: `bench-${number}`,
      do: 'post',
    });
    times.push(performance.now() - start);
  }
  return times;
}

const madeUpReply =
  'The filter was full of lint, so I rinsed it under the tap and put it back with its seal dry and clean';

const summary = (times: number[]) => ({
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  most: Math.max(...times),
});

/** Few threads beside many, against the goals. */
export function threadsTable(figures: ThreadFigures[]): string {
  const size = ({ threads }: ThreadFigures) => threads.toLocaleString('en');
  const headings = ['query', ...figures.flatMap((one) => [`${size(one)}: p50`, 'p95', 'most'])];
  const row = (name: string, of: (one: ThreadFigures) => Summary | undefined) => [
    name,
    ...figures.flatMap((one) => {
      const { p50 = NaN, p95 = NaN, most = NaN } = of(one) ?? {};
      return [p50, p95, most].map(milliseconds);
    }),
  ];
  const rows = Object.keys(figures[0]?.queries ?? {}).map((kind) =>
    row(kind, ({ queries }) => queries[kind]),
  );
  rows.push(row('all, processor time', ({ processor }) => processor));
  rows.push(row('one more reply', ({ reply }) => reply));
  const largest = figures.at(-1);
  const reached = (kind: 'p95' | 'most') => {
    const value = largest?.queries['all']?.[kind] ?? NaN;
    return `${kind}: ${milliseconds(value)}, goal ≤ ${milliseconds(goals[kind])}: ${value <= goals[kind] ? 'ok' : 'OVER'}`;
  };
  return `${table(headings, rows)}\n\nAt ${largest ? size(largest) : '?'} threads ${reached('p95')}; ${reached('most')}`;
}
