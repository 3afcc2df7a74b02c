import { createRequire } from 'node:module';
import path from 'node:path';
import { beginStep } from './progress.mjs';
import { projectRoot } from './projectPaths';
import { runTool } from './runTool';

export interface Check {
  readonly label: string;
  readonly script: string;
  readonly args: readonly string[];
}

export const checks: readonly Check[] = [
  { label: 'Checking types', script: binOf('typescript', 'tsc'), args: ['-b', '--pretty', 'false'] },
  {
    label: 'Checking style',
    script: binOf('@biomejs/biome', 'biome'),
    args: ['check', '--error-on-warnings', '--colors=off'],
  },
];

export async function runCheck(check: Check): Promise<{ readonly passed: boolean; readonly output: string }> {
  const step = beginStep(check.label);
  const { end, output } = await runTool(check.script, check.args, { cwd: projectRoot });
  const passed = end.code === 0;
  if (passed) step.done();
  else step.fail();
  return { passed, output };
}

/** The script behind a package's command, so that no shell and no .cmd file is needed on any platform. */
export function binOf(packageName: string, command: string): string {
  const manifest = path.join(projectRoot, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifest) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new Error(`${packageName} has no command ${command}.`);
  return path.join(path.dirname(manifest), file);
}
