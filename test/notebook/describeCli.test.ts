import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { inProject } from '../../build/projectPaths';

/** The built command, which asks a real kernel. */
function describeCommand(...words: string[]) {
  const program = inProject('dist', 'cli', 'activation-lab.cjs');
  return spawnSync(process.execPath, [program, 'describe', ...words], { encoding: 'utf8' });
}

it('describes an activation in the terminal', () => {
  const { status, stdout } = describeCommand('telu');
  expect(status).toBe(0);
  expect(stdout).toContain('f(x)  = x·tanh(exp(x))');
  expect(stdout).toMatch(/wasm .*in use.* fused/);
});

it('lists all without a name', () => {
  expect(describeCommand().stdout).toMatch(/^xielu +xIELU/m);
});

it('knows the nearest to a slip, and says how it is called', () => {
  const slip = describeCommand('telo');
  expect([slip.status, slip.stderr]).toEqual([1, expect.stringContaining('Did you mean "telu"?')]);
  const usage = describeCommand('telu', 'relu');
  expect([usage.status, usage.stderr]).toEqual([2, expect.stringContaining('Usage: activation-lab describe [NAME]')]);
});
