import { median, percentile } from '../figures.ts';
import { progress } from '../report.ts';
import type { Corpus, Query } from './corpus.ts';
import { type Answer, type Built, type Engine, type Part, parts, type Visitor, type Wire } from './engine.ts';
import { type Estimate, estimate, mean, type Quality, qualityOf } from './metrics.ts';
import { type Kind, kinds } from './perturb.ts';
import { randomFrom } from './random.ts';

/** A query to ask; `clean` is what it was before it was spoilt. */
export type Asked = Query & { clean: string };

/** How well the queries of one kind were answered. */
export interface KindReport {
  queries: number;
  ndcg: Estimate;
  mrr: Estimate;
  recall: Estimate;
  /** nDCG against that of the same queries before they were spoilt. */
  kept: number;
}

/** Bytes, requests and their parts of one search; means but for `p95`. */
export interface Transfer {
  bytes: number;
  p95: number;
  requests: number;
  parts: Record<Part, number>;
}

export interface EngineReport {
  engine: string;
  /** Why it was left out. */
  skipped?: string;
  buildMs?: number;
  index?: Wire;
  /** Until the first ten results show, for who has never been here. */
  first?: Transfer;
  /** The same when the first query has a slip. */
  firstMistyped?: Transfer;
  /** The second to fifth query of one visit. */
  later?: Transfer;
  /** Milliseconds of processor time a query takes once everything is there. */
  cpu?: { median: number; p95: number };
  quality: Partial<Record<Kind, KindReport>>;
}

const mostVisits = 100;
const mostTimed = 100;
const queriesOfVisit = 5;

/** Builds an index of the corpus and asks it everything. */
export async function measureEngine(
  engine: Engine,
  corpus: Corpus,
  asked: Record<Kind, Asked[]>,
  seed: number,
): Promise<EngineReport> {
  const skipped = engine.declines?.(corpus);
  if (skipped !== undefined) {
    progress(`  ${engine.name}: left out: ${skipped}`);
    return { engine: engine.name, skipped, quality: {} };
  }
  const stage = stages(engine.name);
  stage('building');
  const began = performance.now();
  const built = await engine.build(corpus);
  const buildMs = performance.now() - began;
  try {
    stage('weighing');
    const index = built.wire();
    const transfers = index && (await transfersOf(built, asked));
    stage('timing');
    const visitor = await built.visit();
    const cpu = await cpuOf(visitor, asked.clean.slice(0, mostTimed));
    stage('asking');
    const quality = await qualityByKind(visitor, asked, seed);
    return { engine: engine.name, buildMs, ...(index && { index }), ...transfers, cpu, quality };
  } finally {
    await built.close();
    stage();
  }
}

/** Says on standard error what is going on and, at the end, how long each stage took. */
function stages(name: string): (stage?: string) => void {
  const took: string[] = [];
  let last: { stage: string; began: number } | undefined;
  return (stage) => {
    const now = performance.now();
    if (last) took.push(`${last.stage} ${((now - last.began) / 1000).toFixed(1)} s`);
    last = stage === undefined ? undefined : { stage, began: now };
    progress(stage === undefined ? `  ${name}: ${took.join(', ')}` : `  ${name}: ${stage} …`);
  };
}

async function transfersOf(built: Built, asked: Record<Kind, Asked[]>) {
  const cold = async (queries: Asked[], most: number) => {
    const answers: Answer[] = [];
    for (const { q } of queries.slice(0, most)) answers.push(await (await built.visit()).search(q));
    return transferOf(answers);
  };
  const [first, firstMistyped] = [
    await cold(asked.clean, mostVisits),
    await cold(asked.typo, mostVisits / 2),
  ];
  const later = transferOf(await laterAnswers(built, asked.clean.slice(0, mostVisits)));
  return { ...(first && { first }), ...(firstMistyped && { firstMistyped }), ...(later && { later }) };
}

async function laterAnswers(built: Built, queries: Asked[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < queries.length; from += queriesOfVisit) {
    const visitor = await built.visit();
    for (const [at, { q }] of queries.slice(from, from + queriesOfVisit).entries()) {
      const answer = await visitor.search(q);
      if (at > 0) answers.push(answer);
    }
  }
  return answers;
}

function transferOf(answers: Answer[]): Transfer | undefined {
  if (answers.length === 0) return undefined;
  const bytesOf = ({ fetched }: Answer, part?: Part) =>
    fetched.reduce((sum, file) => (part === undefined || file.part === part ? sum + file.bytes : sum), 0);
  const all = answers.map((answer) => bytesOf(answer));
  return {
    bytes: mean(all),
    p95: percentile(all, 0.95),
    requests: mean(answers.map(({ fetched }) => fetched.length)),
    parts: Object.fromEntries(
      parts.map((part) => [part, mean(answers.map((answer) => bytesOf(answer, part)))]),
    ) as Record<Part, number>,
  };
}

/** Each query is asked twice: once so that all of the index it needs is there, once by the clock. */
async function cpuOf(visitor: Visitor, queries: Asked[]): Promise<{ median: number; p95: number }> {
  const times: number[] = [];
  for (const { q } of queries) {
    await visitor.search(q);
    const began = process.cpuUsage();
    await visitor.search(q);
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1000);
  }
  return { median: median(times), p95: percentile(times, 0.95) };
}

async function qualityByKind(visitor: Visitor, asked: Record<Kind, Asked[]>, seed: number) {
  const quality: EngineReport['quality'] = {};
  const cleanNdcg = new Map<string, number>();
  for (const kind of kinds) {
    const judged: ({ qid: string } & Quality)[] = [];
    for (const { qid, q, rel } of asked[kind])
      judged.push({ qid, ...qualityOf((await visitor.search(q)).ids, rel) });
    if (judged.length === 0) continue;
    if (kind === 'clean') for (const { qid, ndcg } of judged) cleanNdcg.set(qid, ndcg);
    const estimated = (figure: 'ndcg' | 'mrr' | 'recall') =>
      estimate(
        judged.map((one) => one[figure]),
        randomFrom(seed),
      );
    const ndcg = estimated('ndcg');
    const before = mean(judged.map(({ qid }) => cleanNdcg.get(qid) ?? 0));
    quality[kind] = {
      queries: judged.length,
      ndcg,
      mrr: estimated('mrr'),
      recall: estimated('recall'),
      kept: before === 0 ? 0 : ndcg.mean / before,
    };
  }
  return quality;
}
