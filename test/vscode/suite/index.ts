import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { type SuiteEvent, suiteReportVariable } from '../../../build/editor/suiteReport';

/** What VS Code calls inside the extension host: runs every *.test.js beside this file. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, reporter: 'min' });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => report(mocha.run(resolve)));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Each event is written at once, so that what was seen before a crash is seen. */
function report(runner: Mocha.Runner): void {
  const file = process.env[suiteReportVariable];
  if (!file) throw new Error(`${suiteReportVariable} does not say where to report.`);
  const write = (event: SuiteEvent) => appendFileSync(file, `${JSON.stringify(event)}\n`);
  const factsOf = (test: Mocha.Runnable) => ({ title: test.titlePath().join(' › '), ms: test.duration ?? 0 });

  runner.on('pass', (test) => write({ kind: 'pass', ...factsOf(test) }));
  runner.on('pending', (test) => write({ kind: 'skip', ...factsOf(test) }));
  runner.on('fail', (test, error: Error) =>
    write({ kind: 'fail', ...factsOf(test), error: error.stack ?? String(error) }),
  );
  runner.on('end', () => {
    const { passes, failures, pending } = runner.stats ?? { passes: 0, failures: 0, pending: 0 };
    write({ kind: 'end', passed: passes, failed: failures, skipped: pending });
  });
}
