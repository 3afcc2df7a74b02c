import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { install } from '../../../kernels/backends/tensorflow/install/install';
import { pythonRecipe } from '../../../kernels/backends/tensorflow/install/pythonRecipe';
import type { Program } from '../../../kernels/backends/tensorflow/install/runWatched';
import { rootOf } from '../../../kernels/backends/tensorflow/managed';
import { findPythonTensorFlow, type PythonTensorFlow } from '../../../kernels/backends/tensorflow/pythonTensorFlow';
import { resolveProvider } from '../../../kernels/backends/tensorflow/resolve';
import { fakeNpm, installs } from './fakeNpm';

const mac = process.platform === 'darwin';
const libraries = ['cc', 'framework'].map((part) =>
  mac ? `libtensorflow_${part}.2.dylib` : `libtensorflow_${part}.so.2`,
);
const withoutLibrary = process.platform === 'win32';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'activation lab python-')));
});

afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** As pip leaves it, as far as it is looked at. */
async function pipInstall(environment: string): Promise<string> {
  const site = join(environment, 'lib', 'python3.11', 'site-packages');
  const place = join(site, 'tensorflow');
  await mkdir(join(place, 'include', 'tensorflow', 'c', 'eager'), { recursive: true });
  await mkdir(join(site, 'tensorflow_cpu-2.21.0.dist-info'));
  await mkdir(join(site, 'tensorflow_estimator-2.9.0.dist-info'));
  await writeFile(join(place, 'include', 'tensorflow', 'c', 'eager', 'c_api.h'), '');
  for (const library of libraries) await writeFile(join(place, library), library);
  return place;
}

describe.skipIf(withoutLibrary)('a Python TensorFlow (pip has no library for Windows)', () => {
  it('is found by its own folder, its site-packages, its environment, and through a link', async () => {
    const place = await pipInstall(join(folder, 'venv'));
    await symlink(join(folder, 'venv'), join(folder, 'link'));
    for (const given of [place, dirname(place), join(folder, 'venv'), join(folder, 'link')]) {
      expect(await findPythonTensorFlow(given)).toMatchObject({ folder: place, version: '2.21.0' });
    }
  });

  it.each([
    ['a library', libraries[1] ?? ''],
    ['the headers', 'include'],
  ])('is none without %s', async (_, missing) => {
    const place = await pipInstall(join(folder, 'venv'));
    await rm(join(place, missing), { recursive: true });
    expect(await findPythonTensorFlow(place)).toBeUndefined();
  });

  it('is none where there is nothing', async () => {
    expect(await findPythonTensorFlow(join(folder, 'nowhere'))).toBeUndefined();
  });
});

describe.skipIf(withoutLibrary)('building a binding to it', () => {
  let python: PythonTensorFlow;
  let managed: string;

  beforeEach(async () => {
    managed = join(folder, 'managed');
    const found = await findPythonTensorFlow(await pipInstall(join(folder, 'my venv')));
    if (!found) throw new Error('The stand-in is not found.');
    python = found;
  });

  /** Writes what it was told to, and its arguments beside it. */
  const compiles = `const fs = require('fs'); const args = process.argv.slice(2);
    const output = args[args.indexOf('-o') + 1];
    fs.writeFileSync(output, 'addon'); fs.writeFileSync(output + '.args', JSON.stringify(args));`;

  async function build(compilerProgram: string) {
    const script = join(folder, 'compiler.cjs');
    await writeFile(script, compilerProgram);
    const compiler: Program = { command: process.execPath, args: [script] };
    const recipe = pythonRecipe(python, { npm: await fakeNpm(folder, installs()), compiler });
    return install(recipe, {
      managed,
      signal: new AbortController().signal,
      probe: async () => ({ works: true, gpu: false }),
      onProgress: () => {},
      onOutput: () => {},
    });
  }

  it('links to it where it lies, and leaves it as it was', async () => {
    const before = await readdir(python.folder, { recursive: true });
    const { mtimeMs } = await stat(python.folder);
    const installed = await build(compiles);
    expect(await readdir(python.folder, { recursive: true })).toEqual(before);
    expect((await stat(python.folder)).mtimeMs).toBe(mtimeMs);
    const root = rootOf(managed, installed);
    const args = JSON.parse(await readFile(join(root, 'lib', 'napi-v8', 'tfjs_binding.node.args'), 'utf8'));
    expect(args).toContain(python.libraries[0]);
    expect(args.at(args.indexOf('-rpath') + 2)).toBe(python.folder);
    expect(await readdir(join(root, 'deps', 'lib'))).toEqual(libraries);
    expect(installed).toMatchObject({ title: 'TensorFlow 2.21.0 of Python', python: python.folder });
  });

  it('gives the setting that names it a package; before, it says what to do', async () => {
    const given = { folder, explicitPath: join(folder, 'my venv'), trusted: false, managed };
    const probe = async () => ({ works: true, gpu: false }) as const;
    expect(await resolveProvider({ ...given, probe })).toMatchObject({
      kind: 'bundled',
      reason: expect.stringMatching(/no binding yet.*my venv.*Install TensorFlow GPU Backend…/),
    });
    const installed = await build(compiles);
    expect(await resolveProvider({ ...given, probe })).toMatchObject({
      root: rootOf(managed, installed),
      origin: expect.stringContaining('from the setting'),
    });
  });

  it('says what the compiler said, and keeps nothing', async () => {
    const fails = "console.error('tfjs_backend.cc:1: fatal error: c_api.h: No such file'); process.exit(1);";
    await expect(build(fails)).rejects.toThrow(/could not be compiled: tfjs_backend.*fatal error: c_api\.h/);
    expect((await readdir(managed)).filter((name) => name.startsWith('staging'))).toEqual([]);
    expect(existsSync(join(managed, 'installed.json'))).toBe(false);
  });
});
