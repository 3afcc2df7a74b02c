import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildAll } from './buildAll';
import { binOf, checks, runCheck } from './checks';
import { bundleSuite } from './editor/bundleSuite';
import { launchChromium } from './editor/chromium';
import { runHostSuite } from './editor/hostSuite';
import { installEditorServer } from './editor/installEditorServer';
import type { SuiteOutcome } from './editor/suiteReport';
import { describeEnd } from './ownedProcess';
import { beginStep } from './progress.mjs';
import { inProject, projectRoot } from './projectPaths';
import { messageOf } from './runCommand';
import { runTool } from './runTool';
import { whyNoAdapter } from './softwareGpu';
import { judgeVitest, type VitestReport } from './vitestReport';

/** One line of `npm test`. */
export interface Suite {
  readonly name: string;
  readonly label: string;
  run(): Promise<SuiteOutcome>;
}

/** In the order in which a failure is cheapest to find. */
export const suites: readonly Suite[] = [
  { name: 'check', label: 'Types and style', run: runChecks },
  { name: 'build', label: 'Build', run: () => asOneTest(() => buildAll()) },
  { name: 'unit', label: 'Units', run: () => runVitest('unit') },
  { name: 'webgpu', label: 'Compute kernels on a GPU in software', run: runOnSoftwareGpu },
  { name: 'notebook', label: 'Notebooks in real kernels', run: () => runVitest('notebook') },
  { name: 'storm', label: 'A kernel in a storm of 1,000 interrupts', run: () => runVitest('storm') },
  { name: 'webview', label: 'Panels in a browser', run: () => runVitest('webview') },
  { name: 'editor', label: 'Inside the editor', run: runInEditor },
  { name: 'ui', label: 'In front of the editor', run: () => runVitest('ui') },
];

async function runChecks(): Promise<SuiteOutcome> {
  const failures: string[] = [];
  for (const check of checks) {
    const { passed, output } = await runCheck(check);
    if (!passed) failures.push(`${check.label} failed:\n${output}`);
  }
  return { passed: checks.length - failures.length, failed: failures.length, skipped: 0, failures };
}

async function runInEditor(): Promise<SuiteOutcome> {
  await prepareEditor();
  const suite = await bundleSuite();
  const step = beginStep('Running the tests');
  const outcome = await runHostSuite({ extension: projectRoot, suite });
  step.done();
  return outcome;
}

/** Fetched before a suite's own clock runs, and with its progress on the screen. */
export async function prepareEditor(): Promise<void> {
  await installEditorServer();
  await (await launchChromium()).close();
}

async function asOneTest(work: () => Promise<void>): Promise<SuiteOutcome> {
  try {
    await work();
    return { passed: 1, failed: 0, skipped: 0, failures: [] };
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, failures: [messageOf(error)] };
  }
}

/** On Linux a missing piece is a failure, since every Chromium brings all; elsewhere a machine may have no adapter. */
async function runOnSoftwareGpu(): Promise<SuiteOutcome> {
  if (process.platform === 'linux') await (await launchChromium()).close();
  else {
    const reason = await whyNoAdapter();
    if (reason) {
      console.log(`Skipped, as one test: ${reason}`);
      return { passed: 0, failed: 0, skipped: 1, failures: [] };
    }
  }
  return runVitest('webgpu');
}

/** @param env beside this process's own */
export async function runVitest(project: string, env: Record<string, string> = {}): Promise<SuiteOutcome> {
  if (project === 'ui') await prepareEditor();
  if (project === 'webview') await (await launchChromium()).close();
  const file = inProject('.cache', 'reports', `${project}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  // The report of an earlier run must never stand in for one that this run fails to write.
  await rm(file, { force: true });
  const step = beginStep('Running the tests');
  const { end, output } = await runTool(
    binOf('vitest', 'vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { cwd: projectRoot, env: { ...process.env, NO_COLOR: '1', ...env } },
  );
  step.done();
  return judgeVitest(readReport(file), end.code === 0, `vitest ${describeEnd(end)}\n${output}`);
}

export function countsOf({ passed, failed, skipped }: Pick<SuiteOutcome, 'passed' | 'failed' | 'skipped'>): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
