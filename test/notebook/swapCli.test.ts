import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../../build/projectPaths';
import { removeFolder, temporaryFolder } from '../../build/temporaryFolder';

/** The built command, as a pull request's check runs it. */

let folder: string;

beforeEach(() => {
  folder = temporaryFolder('swap');
  put('model.py', python);
  put('src/net.ts', script);
  put('config.json', '{"model_type": "opt", "activation_function": "relu"}\n');
  put('node_modules/x/model.py', python);
  put('.venv/lib/model.py', python);
  put('image.py', '\0\u0001\u0002');
});
afterEach(() => removeFolder(folder));

const python = 'import torch\nfrom torch import nn\n\nact = nn.ReLU()\ntable = {"relu": nn.ReLU()}\n';
const script = "import * as tf from '@tensorflow/tfjs';\n\nexport const act = (x) => tf.relu(x);\n";

function put(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

const program = inProject('dist', 'cli', 'activation-lab.cjs');

function activationLab(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The text that goes in is given last. */
function pipe(...words: string[]) {
  const input = words.pop();
  const all = ['swap', '--from', 'relu', '--to', 'telu', ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...all], {
    cwd: folder,
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

const swap = (...words: string[]) => activationLab('swap', '--from', 'relu', '--to', 'telu', ...words);

describe('activation-lab', () => {
  it('says which commands there are', () => {
    expect(activationLab('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^ {2}swap {2,}Swap one/m),
    });
    expect(activationLab('fly')).toMatchObject({ status: 2, stderr: expect.stringMatching(/no command "fly"/) });
    expect(activationLab()).toMatchObject({ status: 2 });
  });
});

describe('activation-lab swap', () => {
  it('lists by default, changes nothing, and leaves other people’s folders alone', () => {
    const { status, stdout } = swap('.');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^model\.py:4:7: safe: nn\.ReLU$/m);
    expect(stdout).toMatch(/^model\.py:5:18: left alone: nn\.ReLU \(.*table.*\)$/m);
    expect(stdout).toMatch(/^config\.json:1:46: left alone: "relu" \(transformers has no TeLU/m);
    expect(stdout).toMatch(/ReLU → TeLU: 2 to replace in 2 files of 4 searched/);
    expect(stdout).not.toMatch(/node_modules|venv/);
    expect([read('model.py'), read('src/net.ts')]).toEqual([python, script]);
  });

  it('checks with an exit code that a pipeline understands', () => {
    expect(swap('--check', '.').status).toBe(1);
    expect(swap('--write', '.').status).toBe(0);
    expect(swap('--check', '.').status).toBe(0);
  });

  it('prints a patch that git applies, to the same texts that it writes itself', () => {
    const patch = swap('--diff', '.').stdout;
    expect(swap('--write', '.')).toMatchObject({ status: 0, stdout: expect.stringMatching(/2 replaced in 2 files/) });
    const written = [read('model.py'), read('src/net.ts')];
    put('model.py', python);
    put('src/net.ts', script);
    const applied = spawnSync('git', ['apply', '--unsafe-paths', '-'], { cwd: folder, input: patch, encoding: 'utf8' });
    expect([applied.status, applied.stderr]).toEqual([0, '']);
    expect([read('model.py'), read('src/net.ts')]).toEqual(written);
  });

  it.skipIf(process.platform === 'win32')('keeps the rights of a file that it writes', () => {
    chmodSync(path.join(folder, 'model.py'), 0o755);
    swap('--write', 'model.py');
    expect(statSync(path.join(folder, 'model.py')).mode & 0o777).toBe(0o755);
  });

  it('ends quietly when whoever reads the patch has seen enough', async () => {
    for (let i = 0; i < 300; i++) put(`many/model${i}.py`, python);
    const child = spawn(process.execPath, [program, 'swap', '--from', 'relu', '--to', 'telu', '--diff', 'many'], {
      cwd: folder,
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('reports as JSON', () => {
    const report: unknown = JSON.parse(swap('--json', 'model.py').stdout);
    expect(report).toMatchObject({
      from: 'relu',
      to: 'telu',
      searched: 1,
      files: [{ file: 'model.py', changes: true }],
    });
  });

  it('takes files, folders and globs, each file once', () => {
    expect(swap('model.py', './model.py', '*.py').stdout).toMatch(/in 1 file of 2 searched/);
    expect(swap('node_modules/x/model.py').stdout).toMatch(/in 1 file of 1 searched/);
    expect(swap('**/*.ts').stdout).toMatch(/^src\/net\.ts:3:/m);
  });

  it.each<[words: string[], message: RegExp]>([
    [['nowhere'], /nowhere: there is no such file or folder/],
    [['*.rs'], /as a glob it matches none/],
    [[], /Where\?/],
    [['--write', '--check', '.'], /--write and --check, not both/],
    [['--nonsense', '.'], /--nonsense/],
  ])('%j: says what is wrong and ends with 2', (words, message) => {
    expect(swap(...words)).toMatchObject({ status: 2, stderr: expect.stringMatching(message) });
  });

  it('knows no activation that does not exist', () => {
    const { status, stderr } = activationLab('swap', '--from', 'relu', '--to', 'tleu', '.');
    expect([status, stderr]).toEqual([2, expect.stringMatching(/no activation "tleu".*Did you mean/)]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('names a file that it may not read', () => {
    chmodSync(path.join(folder, 'model.py'), 0o000);
    expect(swap('.')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^model\.py: No permission/m) });
  });
});

describe('activation-lab swap on standard input', () => {
  it.each([
    ['-', '--language', 'python'],
    ['-', '--language', 'py'],
    ['-', '--stdin-filename', 'src/model.py'],
    ['--stdin-filename', 'nowhere/model.py'],
    ['-', '--stdin-filename', 'model', '--language', 'python'],
  ])('prints the text that it would write: %s %s %s', (...words) => {
    swap('--write', 'model.py');
    const { status, stdout, stderr } = pipe(...words, python);
    expect([status, stdout]).toEqual([0, read('model.py')]);
    expect(stderr).toMatch(/:5:18: left alone: nn\.ReLU \(.*table/);
    expect(stderr).not.toContain('safe');
  });

  it('passes through what it has nothing to do with, line ends and mark included', () => {
    for (const input of ['', 'x = 1', '\uFEFFx = 1\r\ny = 2\r\n']) {
      expect(pipe('-', '--language', 'python', input)).toEqual({ status: 0, stdout: input, stderr: '' });
    }
    const minified = `${'x'.repeat(30_000)}\n${script}`;
    expect(pipe('-', '--language', 'js', minified)).toMatchObject({
      stdout: minified,
      stderr: expect.stringMatching(/^stdin\.js: It is minified/),
    });
  });

  it('reads TypeScript, notebooks and configurations', () => {
    expect(pipe('-', '--language', 'typescript', script).stdout).toContain('telu(x)');
    const cell = { cell_type: 'code', metadata: {}, source: python, outputs: [], execution_count: null };
    const notebook = JSON.stringify({
      cells: [cell],
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    });
    expect(JSON.parse(pipe('-', '--language', 'notebook', notebook).stdout)).toMatchObject({ nbformat: 4 });
    expect(pipe('-', '--language', 'notebook', notebook).stdout).toContain('TeLU()');
  });

  it('prints a patch of the named file', () => {
    const patch = pipe('-', '--stdin-filename', 'model.py', '--diff', python).stdout;
    expect(patch).toBe(swap('--diff', 'model.py').stdout);
  });

  it('checks: where something would change it says so and ends with 1', () => {
    const words = ['-', '--stdin-filename', 'model.py', '--check'];
    expect(pipe(...words, python)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^model\.py:4:7: safe: nn\.ReLU$/m),
    });
    expect(pipe(...words, 'x = 1\n')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('reports as JSON', () => {
    const report: unknown = JSON.parse(pipe('-', '--stdin-filename', 'model.py', '--json', python).stdout);
    expect(report).toMatchObject({ searched: 1, files: [{ file: 'model.py', changes: true }] });
  });

  it('takes no text that is not UTF-8', () => {
    const words = ['swap', '--from', 'relu', '--to', 'telu', '-', '--language', 'python'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      input: Buffer.from([0xff, 0xfe]),
    });
    expect([status, `${stdout}`, `${stderr}`]).toEqual([2, '', expect.stringMatching(/not text in UTF-8/)]);
  });

  it.each<[words: string[], message: RegExp]>([
    [['-'], /In which language/],
    [['-', '--language', 'rust'], /No text in "rust" is searched\. There are: python/],
    [['-', '--stdin-filename', 'model.rs'], /"model\.rs" tells no language/],
    [['-', 'model.py', '--language', 'python'], /goes with no other path/],
    [['-', '--language', 'python', '--write'], /--write has no file/],
    [['model.py', '--language', 'python'], /name "-" instead/],
  ])('%j: says what is wrong and ends with 2', (words, message) => {
    expect(pipe(...words, python)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('an activation of one’s own', () => {
  const definition =
    "import { defineActivation, expression as e } from 'activation-lab';\nimport { steepness } from './steepness.js';\ndefineActivation({ id: 'mine', title: 'Mine', forward: e.mul(e.x, e.sigmoid(e.mul(steepness, e.x))) });\n";
  const toMine = (...words: string[]) => activationLab('swap', '--from', 'relu', '--to', 'mine', ...words, 'model.py');
  const cell = (cell_type: string, source: string) => ({ cell_type, metadata: {}, source, outputs: [] });

  beforeEach(() => {
    put('lab/steepness.js', 'export const steepness = 3;\n');
    put('lab/mine.ts', definition);
    const cells = [cell('markdown', '# Mine'), cell('code', definition), cell('code', 'console.log(steepness)')];
    put('lab/mine.ipynb', JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  });

  it('is unknown without the file that defines it, which is said', () => {
    const { status, stderr } = toMine('--write');
    expect(status).toBe(2);
    expect(stderr).toMatch(/There is no activation "mine"\. .*Known are: .*defines it: --activations FILE\./);
    expect(read('model.py')).toBe(python);
  });

  it.each(['lab/mine.ts', 'lab/mine.ipynb'])('is put in its place by %s, and taken away again', (file) => {
    const { status, stdout, stderr } = toMine('--activations', file, '--write');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('ReLU → Mine: 1 replaced in 1 file of 1 searched');
    expect(read('model.py')).toContain('torch.sigmoid(3.0 * wide)');
    expect(read('model.py')).toContain('\nact = Mine()\n');
    const back = ['swap', '--from', 'mine', '--to', 'relu', '--activations', file, '--write', 'model.py'];
    expect(activationLab(...back)).toMatchObject({ status: 0, stderr: '' });
    expect(read('model.py')).toBe(python);
  });

  it('is no reason to print anything else where the text goes through', () => {
    const words = ['swap', '--from', 'relu', '--to', 'mine', '--activations', 'lab/mine.ipynb', '--language', 'python'];
    const { stdout } = spawnSync(process.execPath, [program, ...words, '-'], {
      cwd: folder,
      encoding: 'utf8',
      input: 'from torch import nn\n\nact = nn.ReLU()\n',
    });
    expect(stdout).toMatch(/^import torch\nfrom torch import nn\n\n\nclass Mine\(/);
  });

  it.each([
    ['nowhere.ts', '', /nowhere\.ts: .*no such file/i],
    ['broken.ts', "throw new Error('no data')", /broken\.ts: .*no data/],
    ['empty.ts', 'export const x = 1;', /empty\.ts: it defines no activation/],
    [
      'other.ts',
      definition.replace("'mine'", "'other'"),
      /no activation "mine".* It is not defined in lab\/other\.ts either/,
    ],
  ])('is not looked for further when %s fails', (name, text, message) => {
    if (text) put(`lab/${name}`, text);
    const { status, stderr, stdout } = toMine('--activations', `lab/${name}`, '--write');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(read('model.py')).toBe(python);
  });
});
