import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeEnd } from '../ownedProcess';
import { runProgram } from '../runTool';
import { hasDisplay } from '../start/way';
import { removeFolder, temporaryFolder } from '../temporaryFolder';
import { desktopArguments, fetchDesktopEditor } from './desktopEditor';
import { createProfile } from './editorProfile';
import type { HostSuite } from './hostSuite';
import { testSettings } from './quietSettings';
import { judgeSuite, readSuiteEvents, type SuiteOutcome, suiteReportVariable } from './suiteReport';

/** Runs a mocha suite inside VS Code for the desktop; rejects when VS Code cannot be had or shown. */
export async function runDesktopSuite({ extension, suite }: HostSuite): Promise<SuiteOutcome> {
  const [command, ...before] = await programUnderDisplay(await fetchDesktopEditor());
  const folder = temporaryFolder('desktop');
  const report = path.join(folder, 'report.jsonl');
  await writeFile(report, '');
  const profile = await createProfile(folder, testSettings);
  const args = [
    ...[...desktopArguments, `--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${suite}`],
    ...[`--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`],
  ];
  const env = { ...process.env, [suiteReportVariable]: report };
  const { end, output } = await runProgram(command, [...before, ...args], { env });
  const outcome = judgeSuite(readSuiteEvents(report), `VS Code ${describeEnd(end)}\n${output.slice(-2000)}`);
  removeFolder(folder);
  return outcome;
}

/** VS Code itself where there is a display; under a virtual one where xvfb-run can make it. */
async function programUnderDisplay(editor: string): Promise<[string, ...string[]]> {
  if (hasDisplay()) return [editor];
  const { end } = await runProgram('xvfb-run', ['--help']);
  if (end.error) throw new Error('There is no display, and no xvfb-run to make a virtual one: install xvfb.');
  return ['xvfb-run', '-a', editor];
}
