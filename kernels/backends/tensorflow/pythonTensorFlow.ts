import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A TensorFlow that pip has installed: its C API is what tfjs-node's binding needs, newer than the one it brings. */
export interface PythonTensorFlow {
  /** …/site-packages/tensorflow, links resolved. */
  folder: string;
  /** '2.21.0', or '' where pip left no record. */
  version: string;
  /** To link to: TensorFlow's C API, then its framework. */
  libraries: readonly [string, string];
  headers: string;
}

const libraryNames: Partial<Record<NodeJS.Platform, readonly [string, string]>> = {
  linux: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  darwin: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
};

/**
 * The Python TensorFlow in a folder: its own, its site-packages, or the environment (venv, conda) that holds it.
 * Undefined where there is none. pip's wheels for Windows have no library to link to.
 */
export async function findPythonTensorFlow(folder: string): Promise<PythonTensorFlow | undefined> {
  const names = libraryNames[process.platform];
  if (!names) return undefined;
  for (const place of await placesIn(folder)) {
    const [main, framework] = [join(place, names[0]), join(place, names[1])];
    const headers = join(place, 'include');
    const needed = [main, framework, join(headers, 'tensorflow', 'c', 'eager', 'c_api.h')];
    if (!(await Promise.all(needed.map(exists))).every(Boolean)) continue;
    const real = await realpath(place);
    return { folder: real, version: await versionOf(real), libraries: [main, framework], headers };
  }
  return undefined;
}

async function placesIn(folder: string): Promise<string[]> {
  const pythons = (await namesIn(join(folder, 'lib'))).filter((name) => name.startsWith('python3.'));
  const sites = pythons.map((python) => join(folder, 'lib', python, 'site-packages'));
  return [folder, ...[folder, ...sites].map((site) => join(site, 'tensorflow'))];
}

/** pip's record stands beside the package: tensorflow_cpu-2.21.0.dist-info. */
async function versionOf(folder: string): Promise<string> {
  const records = (await namesIn(dirname(folder))).map((name) =>
    /^tensorflow(?:_\w+)?-([\d.]+\w*)\.dist-info$/.exec(name),
  );
  return records.find((record) => record !== null)?.[1] ?? '';
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
