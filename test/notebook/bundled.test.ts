import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './support/cli';
import { temporaryFolder } from './support/testKernel';

interface Output {
  output_type: string;
  name?: string;
  data?: Record<string, string[]>;
}

const folder = resolve('notebooks');
const notebooks = readdirSync(folder).filter((file) => file.endsWith('.ipynb'));
/** Thirty real trainings: a minute on two quiet cores, several on busy ones. */
const patience = 15 * 60_000;

async function outputsOf(file: string): Promise<Output[]> {
  const place = temporaryFolder();
  copyFileSync(join(folder, file), join(place, file));
  const { code, stderr } = await runCli([file, '--in-place'], { cwd: place });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const { cells } = JSON.parse(readFileSync(join(place, file), 'utf8')) as { cells: { outputs?: Output[] }[] };
  return cells.flatMap(({ outputs = [] }) => outputs);
}

const textsOf = (outputs: Output[], mime: string) => outputs.flatMap(({ data }) => (data?.[mime] ?? []).join(''));

describe('the bundled notebooks', () => {
  it('are there', () => expect(notebooks).toContain('01-would-another-activation-help.ipynb'));

  it.each(notebooks)('%s runs to its end without a word on stderr', { timeout: patience }, async (file) => {
    const outputs = await outputsOf(file);
    expect(outputs.filter(({ output_type, name }) => output_type === 'error' || name === 'stderr')).toEqual([]);
    const tables = textsOf(outputs, 'text/markdown').filter((text) => text.includes('accuracy'));
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      for (const name of ['ReLU', 'GELU', 'SiLU', 'TeLU', 'xIELU']) {
        // Ten classes: chance is 10 %. Every network must have learned.
        const accuracy = Number(
          new RegExp(`\\| ${name} \\| \\**(\\d+\\.\\d+) ±`).exec(table.replace(/\u2007/g, ''))?.[1],
        );
        expect(accuracy, `${name} in\n${table}`).toBeGreaterThan(70);
      }
    }
    expect(textsOf(outputs, 'image/svg+xml').length).toBeGreaterThanOrEqual(3);
  });
});
