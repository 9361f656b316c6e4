/** Measures the built site, how fast it answers and what its pages weigh, and search beside other engines. */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { isBuilt } from '#src/server/serve.ts';
import { measurePages, pagesTable } from '../bench/pages.ts';
import { CorpusError } from '../bench/search/corpus.ts';
import { judgedTable, measureJudged } from '../bench/search/judged.ts';
import { engineNames, measureSearch, searchTable } from '../bench/search/search.ts';
import { measureThreads, threadsTable } from '../bench/threads.ts';
import { measureWeight, weightTable } from '../bench/weight.ts';
import { run } from './run.ts';

const usage = `npm run bench                  "pages" and "weight", with short rounds
npm run bench -- pages         requests per second, p50 and p99, beside a raw Node server
npm run bench -- weight        what pages transfer and how they stand in Chromium
npm run bench -- search        search on folders of pages, beside other engines; without a folder,
                               the queries judged by hand on the articles of this repository
npm run bench -- threads       how long the search of threads takes among 2,000 and among 100,000

  --seconds <n>    how long each round of "pages" lasts (default 5; 1 when both run)
  --loads <n>      how often "weight" loads each page (default 5; 3 when both run)
  --corpus <dir>   a folder with docs.jsonl and queries.jsonl for "search"; may be repeated;
                   <dir>@200 takes 200 of its pages
  --peers <names>  which engines "search" runs (default ${engineNames.join(',')})
  --browser        has "search" count bytes and milliseconds in Chromium too, ours and Pagefind
  --json           the figures as JSON on standard output
  --help           this

"pages" and "weight" measure what "npm run build" left in dist/. Exits 0 when it could measure,
whatever the figures are, 1 when it could not, 2 for a command it does not know.`;

interface Command {
  name: string | undefined;
  seconds: number;
  loads: number;
  corpora: string[];
  peers: string[];
  browser: boolean;
  json: boolean;
}

const siteBenches = ['pages', 'weight'];
const command = readCommand();
if (command === 'help') console.log(usage);
else if (command === 'unknown') {
  console.error(usage);
  process.exitCode = 2;
} else await run(() => benchOf(command.name)(command), [CorpusError]);

function benchOf(name: string | undefined): (command: Command) => Promise<void> {
  if (name === 'search') return benchSearch;
  return name === 'threads' ? benchThreads : benchSite;
}

async function benchThreads({ json }: Command): Promise<void> {
  const threads = await measureThreads();
  console.log(json ? JSON.stringify({ machine: machine(), threads }, null, 2) : `\n${threadsTable(threads)}`);
}

async function benchSearch({ corpora, peers, browser, json }: Command): Promise<void> {
  if (corpora.length === 0) {
    const judged = await measureJudged();
    return console.log(json ? JSON.stringify({ judged }, null, 2) : judgedTable(judged));
  }
  const reports = await measureSearch(corpora, peers, browser);
  if (json) console.log(JSON.stringify({ machine: machine(), search: reports }, null, 2));
  else console.log(`\n${searchTable(reports)}${busyNote()}`);
}

async function benchSite({ name, seconds, loads, json }: Command): Promise<void> {
  if (!isBuilt()) throw new Error('Nothing is built yet: run "npm run build" first.');
  const pages = name === 'weight' ? undefined : await measurePages(seconds);
  const weight = name === 'pages' ? undefined : await measureWeight(loads);
  if (json) console.log(JSON.stringify({ machine: machine(), pages, weight }, null, 2));
  else {
    if (pages) console.log(`\n${pagesTable(pages)}`);
    if (weight) console.log(`\n${weightTable(weight)}`);
  }
}

function readCommand(): Command | 'help' | 'unknown' {
  const amount = (text: string | undefined, otherwise: number) =>
    text === undefined ? otherwise : /^[1-9]\d{0,3}$/.test(text) ? Number(text) : NaN;
  try {
    const { values, positionals } = parseArgs({
      options: {
        seconds: { type: 'string' },
        loads: { type: 'string' },
        corpus: { type: 'string', multiple: true, default: [] },
        peers: { type: 'string', default: engineNames.join(',') },
        browser: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) return 'help';
    const [name, ...more] = positionals;
    const isKnown =
      name === undefined || name === 'search' || name === 'threads' || siteBenches.includes(name);
    const seconds = amount(values.seconds, name === undefined ? 1 : 5);
    const loads = amount(values.loads, name === undefined ? 3 : 5);
    if (!isKnown || more.length > 0 || Number.isNaN(seconds + loads)) return 'unknown';
    return {
      name,
      seconds,
      loads,
      corpora: values.corpus,
      peers: values.peers.split(','),
      browser: values.browser,
      json: values.json,
    };
  } catch {
    return 'unknown';
  }
}

/** What the figures depend on; `load` is how many processes wanted a processor in the last minute. */
function machine() {
  return { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model, load: loadavg()[0] ?? 0 };
}

/** The bench itself is one process: where more want a processor than there are, times are not its own. */
function busyNote(): string {
  const { cpus, load } = machine();
  if (load <= cpus) return '';
  return `\n\nThis machine was busy (${load.toFixed(1)} processes at once on ${cpus} processors): it does all this in less time when left alone.`;
}
