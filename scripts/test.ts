/** Builds what the tests need, then runs them: all, or `--only` rooms, site or browser. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { run, step } from './run.ts';

await run(async () => {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string' }, 'no-build': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  process.env['NO_COLOR'] ??= '1';
  if (values.only !== 'rooms' && !values['no-build']) {
    await step('Building the site', () => {
      const built = spawnSync(process.execPath, ['scripts/build.ts'], {
        stdio: 'inherit',
        env: { ...process.env, CI: 'true', PUBLIC_URL: '' },
      });
      if (built.status !== 0) throw new Error('The site did not build: the message stands above.');
      return Promise.resolve();
    });
  }
  const vitest = await startVitest('test', positionals, {
    run: true,
    watch: false,
    ...(values.only ? { project: [values.only] } : {}),
  });
  const tests = vitest.state
    .getFiles()
    .flatMap((file) => vitest.state.getReportedEntity(file))
    .flatMap((module) => (module && 'children' in module ? [...module.children.allTests()] : []));
  await vitest.close();
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  console.log(`${count('passed')} passed, ${count('failed')} failed`);
  if (
    vitest.state.getCountOfFailedTests() > 0 ||
    vitest.state.getFailedFilepaths().length > 0 ||
    vitest.state.getUnhandledErrors().length > 0
  )
    process.exitCode = 1;
});
