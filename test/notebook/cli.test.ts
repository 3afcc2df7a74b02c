import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Notebook } from '../../kernels/notebook/ipynb';
import { runCli } from './support/cli';
import { temporaryFolder } from './support/testKernel';

function notebook(...sources: string[]): string {
  const cells = sources.map((source) => ({
    cell_type: 'code',
    source,
    metadata: {},
    outputs: [],
    execution_count: null,
  }));
  const markdown = { cell_type: 'markdown', id: 'words', source: ['# Title\n', 'text'], metadata: { own: 1 } };
  const metadata = {
    kernelspec: { name: 'activation-lab', display_name: 'TypeScript', language: 'typescript' },
    other: [1],
  };
  return JSON.stringify({ cells: [markdown, ...cells], metadata, nbformat: 4, nbformat_minor: 4 });
}

function read(path: string): Notebook {
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('npm run notebook', () => {
  it('runs the cells, shows their output and writes the executed notebook beside it', async () => {
    const folder = temporaryFolder({ 'n.ipynb': notebook('const a: number = 1\nconsole.log("said")', '', 'a + 1') });
    const { code, stdout } = await runCli(['n.ipynb'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\[1\/3\] const a: number = 1\nsaid\n[\s\S]*\[3\/3\] a \+ 1\n2\n/);
    const { cells, metadata, nbformat_minor } = read(join(folder, 'n.executed.ipynb'));
    expect(nbformat_minor).toBe(5);
    expect(metadata).toMatchObject({ other: [1] });
    expect(cells[0]).toEqual({
      cell_type: 'markdown',
      id: 'words',
      source: ['# Title\n', 'text'],
      metadata: { own: 1 },
    });
    expect(cells[1]).toMatchObject({
      execution_count: 1,
      outputs: [{ output_type: 'stream', name: 'stdout', text: ['said\n'] }],
    });
    expect(cells[3]).toMatchObject({
      outputs: [{ output_type: 'execute_result', execution_count: 3, data: { 'text/plain': ['2'] } }],
    });
    expect(new Set(cells.map(({ id }) => id)).size).toBe(4);
    expect(read(join(folder, 'n.ipynb')).cells[1]?.outputs).toEqual([]);
  });

  it('stops at an error, keeps what ran, and exits with 1', async () => {
    const folder = temporaryFolder({ 'n.ipynb': notebook('1', 'let b = 2\nthrow new Error("stop here")', '3') });
    const { code, stderr } = await runCli(['n.ipynb', '--output', 'out.ipynb'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('Error: stop here\n    at Cell 3, line 2:7');
    const { cells } = read(join(folder, 'out.ipynb'));
    expect(cells[1]?.outputs).toHaveLength(1);
    expect(cells[2]?.outputs).toMatchObject([{ output_type: 'error', ename: 'Error', evalue: 'stop here' }]);
    expect(cells[3]).toMatchObject({ execution_count: null, outputs: [] });
  });

  it('writes in place when asked', async () => {
    const folder = temporaryFolder({ 'n.ipynb': notebook('1 + 1') });
    expect((await runCli(['n.ipynb', '--in-place'], { cwd: folder })).code).toBe(0);
    expect(read(join(folder, 'n.ipynb')).cells[1]?.outputs).toHaveLength(1);
    expect(existsSync(join(folder, 'n.executed.ipynb'))).toBe(false);
  });

  it('stops on Ctrl+C and keeps what ran', async () => {
    const folder = temporaryFolder({ 'n.ipynb': notebook('1', 'console.log("now"); for (;;) {}', '3') });
    const { code } = await runCli(['n.ipynb'], { cwd: folder, interruptAt: 'now\n' });
    expect(code).toBe(130);
    const { cells } = read(join(folder, 'n.executed.ipynb'));
    expect(cells[1]?.outputs).toHaveLength(1);
    expect(cells[2]?.outputs).toMatchObject([
      { output_type: 'stream' },
      { output_type: 'error', ename: 'Interrupted' },
    ]);
    expect(cells[3]?.execution_count).toBeNull();
  });

  it('reports a kernel that a cell ended', async () => {
    const folder = temporaryFolder({ 'n.ipynb': notebook('process.exit(5)', '2') });
    const { code, stderr } = await runCli(['n.ipynb'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('The cell called process.exit(5)');
  });

  it('joins streams, replaces displays and sums up metrics', async () => {
    const source = `console.log(1); console.log(2); console.error(3)
const host = globalThis.activationLabHost
const shown = host.display({ 'text/plain': '0 %' }); shown.update({ 'text/plain': '100 %' })
const id = host.defineSeries({ run: { id: 'r', name: 'TeLU', group: 'MLP', seed: 1, startedAt: 0 }, metric: 'loss', stepUnit: 'epoch' })
host.point(id, 1, 0.5); host.point(id, 2, 0.25)`;
    const folder = temporaryFolder({ 'n.ipynb': notebook(source) });
    const { stdout } = await runCli(['n.ipynb'], { cwd: folder });
    expect(stdout).toContain('MLP · TeLU: loss at epoch 2: 0.25');
    expect(read(join(folder, 'n.executed.ipynb')).cells[1]?.outputs).toMatchObject([
      { name: 'stdout', text: ['1\n', '2\n'] },
      { name: 'stderr', text: ['3\n'] },
      { data: { 'text/plain': ['100 %'] } },
    ]);
  });

  it('sets parameters behind the cell that is tagged for them, and says when one is unknown', async () => {
    const tagged = JSON.parse(notebook('const lr = 0.1, name = "ReLU"', '[lr, name, layers.length].join()'));
    tagged.cells[1].metadata.tags = ['parameters'];
    const folder = temporaryFolder({ 'n.ipynb': JSON.stringify(tagged) });
    const words = ['n.ipynb', '--param', 'lr=0.01', '-p', 'name=TeLU', '-p', 'layers=[1,2]', '--out', 'out.ipynb'];
    const { code, stderr } = await runCli(words, { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain('does not mention "layers"');
    const { cells } = read(join(folder, 'out.ipynb'));
    expect(cells[2]).toMatchObject({
      source: '// Parameters\nlet lr = 0.01\nlet name = "TeLU"\nlet layers = [1,2]',
      metadata: { tags: ['injected-parameters'] },
    });
    expect(cells[3]?.outputs).toMatchObject([{ data: { 'text/plain': ["'0.01,TeLU,2'"] } }]);
    await runCli(['out.ipynb', '--in-place', '-p', 'lr=5', '-p', 'layers=[]'], { cwd: folder });
    expect(read(join(folder, 'out.ipynb')).cells).toHaveLength(4);
  });

  it('stops a cell at the time limit, also one that hears nothing', async () => {
    const folder = temporaryFolder({
      'loop.ipynb': notebook('for (;;) {}'),
      'deaf.ipynb': notebook('require("node:child_process").execSync("sleep 1000")'),
    });
    for (const file of ['loop.ipynb', 'deaf.ipynb']) {
      const { code, stderr } = await runCli([file, '--timeout', '0.5', '--out', 'out.ipynb'], { cwd: folder });
      expect(code).toBe(1);
      expect(stderr).toContain('The cell ran longer than 0.5 s');
      expect(read(join(folder, 'out.ipynb')).cells[1]?.outputs).toMatchObject([{ ename: 'CellTimeout' }]);
    }
  });

  it('reports for programs and for people', async () => {
    const source = `const host = globalThis.activationLabHost
const id = host.defineSeries({ run: { id: 'r', name: 'TeLU', group: 'MLP', startedAt: 0 }, metric: 'loss', stepUnit: 'epoch' })
host.point(id, 1, 0.5); host.point(id, 2, 0.25); console.log('<b>')`;
    const folder = temporaryFolder({ 'n.ipynb': notebook(source, 'throw new Error("a < b & \\u0007")', '3') });
    const words = ['n.ipynb', '--json', 'r.json', '--junit', 'r.xml', '--html', 'r.html'];
    expect((await runCli(words, { cwd: folder })).code).toBe(1);
    const { status, cells, curves } = JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'));
    expect(status).toBe('error');
    expect(cells.map((cell: { status: string }) => cell.status)).toEqual(['ok', 'error', 'not run']);
    expect(curves).toMatchObject([
      {
        run: { name: 'TeLU' },
        metric: 'loss',
        points: [
          [1, 0.5],
          [2, 0.25],
        ],
      },
    ]);
    const xml = readFileSync(join(folder, 'r.xml'), 'utf8');
    expect(xml).toContain('tests="3" failures="1" skipped="1"');
    expect(xml).toContain('message="a &lt; b &amp; "');
    expect(xml).not.toContain('\u0007');
    const html = readFileSync(join(folder, 'r.html'), 'utf8');
    expect(html).toContain('<pre class="stdout">&lt;b&gt;\n</pre>');
    expect(html).toContain('<h1>Title</h1>');
    expect(html).toMatch(/class="error">Error: a &lt; b/);
  });

  it('leaves a notebook to read while it runs', async () => {
    const folder = temporaryFolder({ 'n.ipynb': notebook('1', 'console.log("now"); for (;;) {}') });
    const { code } = await runCli(['n.ipynb'], { cwd: folder, interruptAt: 'now\n', signal: 'SIGKILL' });
    expect(code).toBeNull();
    expect(read(join(folder, 'n.executed.ipynb')).cells[1]?.outputs).toHaveLength(1);
  });

  const python = JSON.stringify({
    cells: [],
    metadata: { kernelspec: { language: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
  const refusals: [what: string, words: string[], said: string][] = [
    ['no file named', [], 'Which notebook?'],
    ['a missing file', ['absent.ipynb'], 'There is no such file'],
    ['a folder', ['.'], 'This is a folder'],
    ['text that is not JSON', ['broken.ipynb'], 'its text is not JSON'],
    ['JSON that is no notebook', ['object.ipynb'], 'no list of cells'],
    ['an old format', ['old.ipynb'], 'format 3'],
    ['another language', ['python.ipynb'], 'another language: python'],
    ['an unknown option', ['python.ipynb', '--wrong'], '--wrong'],
    ['a parameter without a name', ['fine.ipynb', '--param', '=1'], 'write NAME=VALUE'],
    ['a time limit that is none', ['fine.ipynb', '--timeout', 'soon'], 'a number of seconds'],
    ['a place that does not exist', ['fine.ipynb', '--output', 'no/such/place.ipynb'], 'There is no such f'],
  ];
  it.each(refusals)('refuses %s with exit code 2', async (_, words, said) => {
    const folder = temporaryFolder({
      'broken.ipynb': '{ "cells": [',
      'object.ipynb': '{}',
      'old.ipynb': '{ "cells": [], "metadata": {}, "nbformat": 3 }',
      'python.ipynb': python,
      'fine.ipynb': notebook('1'),
    });
    const { code, stderr } = await runCli(words, { cwd: folder });
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });

  it.skipIf(!existsSync('/dev/full'))('says when the disk is full', async () => {
    const folder = temporaryFolder({ 'n.ipynb': notebook('1') });
    symlinkSync('/dev/full', join(folder, 'full.ipynb'));
    const { code, stderr } = await runCli(['n.ipynb', '--output', 'full.ipynb'], { cwd: folder });
    expect(stderr).toContain('The disk is full');
    expect(code).toBe(2);
  });
});
