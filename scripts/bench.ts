/** Measures the built site: how fast it answers and what its pages weigh. */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { isBuilt } from '#src/server/serve.ts';
import { measurePages, pagesTable } from '../bench/pages.ts';
import { measureWeight, weightTable } from '../bench/weight.ts';
import { run } from './run.ts';

const usage = `npm run bench                  both benches, with short rounds
npm run bench -- pages         requests per second, p50 and p99, beside a raw Node server
npm run bench -- weight        what pages transfer and how they stand in Chromium

  --seconds <n>   how long each round of "pages" lasts (default 5; 1 when both run)
  --loads <n>     how often "weight" loads each page (default 5; 3 when both run)
  --json          the figures as JSON on standard output
  --help          this

Measures what "npm run build" left in dist/. Exits 0 when it could measure, whatever the figures
are, 1 when it could not, 2 for a command it does not know.`;

const benches = ['pages', 'weight'] as const;
const command = readCommand();
if (command === 'help') console.log(usage);
else if (command === 'unknown') {
  console.error(usage);
  process.exitCode = 2;
} else
  await run(async () => {
    if (!isBuilt()) throw new Error('Nothing is built yet: run "npm run build" first.');
    const pages = command.chosen.includes('pages') ? await measurePages(command.seconds) : undefined;
    const weight = command.chosen.includes('weight') ? await measureWeight(command.loads) : undefined;
    if (command.json) console.log(JSON.stringify({ machine: machine(), pages, weight }, null, 2));
    else {
      if (pages) console.log(`\n${pagesTable(pages)}`);
      if (weight) console.log(`\n${weightTable(weight)}`);
    }
  });

function readCommand() {
  const amount = (text: string | undefined, otherwise: number) =>
    text === undefined ? otherwise : /^[1-9]\d{0,3}$/.test(text) ? Number(text) : NaN;
  try {
    const { values, positionals } = parseArgs({
      options: {
        seconds: { type: 'string' },
        loads: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) return 'help';
    const [name, ...more] = positionals;
    const chosen = benches.filter((bench) => name === undefined || bench === name);
    const seconds = amount(values.seconds, name === undefined ? 1 : 5);
    const loads = amount(values.loads, name === undefined ? 3 : 5);
    if (chosen.length === 0 || more.length > 0 || Number.isNaN(seconds + loads)) return 'unknown';
    return { chosen, seconds, loads, json: values.json };
  } catch {
    return 'unknown';
  }
}

/** What the figures depend on. */
function machine() {
  return { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
}
