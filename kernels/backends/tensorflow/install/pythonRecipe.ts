import { mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageFolder, tfjsVersion } from '../packages';
import type { PythonTensorFlow } from '../pythonTensorFlow';
import { findCompiler, findNpm } from './findProgram';
import { InstallFailure } from './installFailure';
import { npmFailure, npmInstall } from './npmInstall';
import type { Recipe, Run } from './recipe';
import type { Ended, Program } from './runWatched';

const packageName = '@tensorflow/tfjs-node';
/** Declares what every Node since 12.22 offers to native code: nothing of the running Node is needed. */
const nodeHeaders = 'node-api-headers';
const napiVersion = 8;
const packages = { [packageName]: tfjsVersion, [nodeHeaders]: '1.9.0' };

const installedBytes = 310e6;
/** A compiler says nothing while it works. */
const compileMs = 10 * 60_000;

/**
 * tfjs-node's unmodified C++ binding, built against the C API of a Python TensorFlow. Nothing of it is copied, and
 * nothing in its folder is touched: the binding links to it where it lies. Tried with tensorflow-cpu 2.21 on Linux
 * x64; with a CUDA 12 TensorFlow (tensorflow[and-cuda]) and on macOS it was not.
 */
export function pythonRecipe(tensorflow: PythonTensorFlow, tools: { npm?: Program; compiler?: Program } = {}): Recipe {
  const npm = async () => tools.npm ?? (await findNpm());
  const compiler = async () => tools.compiler ?? (await findCompiler());
  return {
    packageName,
    title: `TensorFlow ${tensorflow.version} of Python`.replace('  ', ' '),
    python: tensorflow.folder,
    installedBytes,
    check: async () => {
      await npm();
      await compiler();
    },
    fill: async (staging, run) => {
      const ended = await npmInstall({ npm: await npm(), packages }, staging, run);
      if (!ended.succeeded) throw npmFailure(ended);
      await linkLibraries(staging, tensorflow);
      const compiled = await compile(await compiler(), staging, tensorflow, run);
      if (!compiled.succeeded) throw compileFailure(compiled, tensorflow);
    },
  };
}

/** For the probe's cache: replacing the Python TensorFlow changes the times below `deps`, as reinstalling would. */
async function linkLibraries(staging: string, { libraries }: PythonTensorFlow): Promise<void> {
  const folder = join(staging, ...packageFolder(packageName), 'deps', 'lib');
  await mkdir(folder, { recursive: true });
  for (const library of libraries) await symlink(library, join(folder, basename(library)));
}

async function compile(compiler: Program, staging: string, tensorflow: PythonTensorFlow, run: Run): Promise<Ended> {
  const root = join(staging, ...packageFolder(packageName));
  const [sources, output] = [join(root, 'binding'), join(root, 'lib', `napi-v${napiVersion}`)];
  const headers = [sources, join(staging, 'node_modules', nodeHeaders, 'include'), tensorflow.headers];
  await mkdir(output, { recursive: true });
  const args = [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', `-DNAPI_VERSION=${napiVersion}`],
    ...(process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : []),
    ...headers.flatMap((folder) => ['-I', folder]),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(sources, file)),
    ...tensorflow.libraries,
    // The loader looks there, where the libraries find their own neighbours (CUDA's among them) too.
    ...['-Xlinker', '-rpath', '-Xlinker', tensorflow.folder],
    ...['-o', join(output, 'tfjs_binding.node')],
  ];
  return run({ ...compiler, args: [...compiler.args, ...args] }, process.env, compileMs);
}

function compileFailure({ output }: Ended, { folder, version }: PythonTensorFlow): InstallFailure {
  const error = output.split('\n').find((line) => /\berror\b/i.test(line)) ?? output.split('\n')[0];
  return new InstallFailure(
    `The binding to TensorFlow ${version} in ${folder} could not be compiled: ${error?.trim()}`,
    'A newer compiler (C++17) may do it; 2.21 is the version that was tried. The log has all its words.',
  );
}
