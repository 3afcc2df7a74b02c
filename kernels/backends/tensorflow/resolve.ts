import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { managedFolder, readInstalls, rootOf } from './managed';
import { packageNames } from './packages';
import type { ProbeResult } from './probe';
import { cachedProbe, rememberProbe } from './probeCache';
import { findPythonTensorFlow } from './pythonTensorFlow';

export type Provider =
  | { kind: 'tensorflow'; packageName: string; root: string; gpu: boolean; origin: string; passedOver: string }
  | { kind: 'bundled'; reason: string };

export interface ResolveOptions {
  /** The notebook's. */
  folder: string;
  /** The user's setting: the folder of a TensorFlow package, or of a Python TensorFlow with a binding built for it. */
  explicitPath?: string;
  /** Whether native code from this workspace may run. */
  trusted: boolean;
  /** Where Activation Lab's own installs are. */
  managed?: string;
  /** Tries a package; a test passes its own. */
  probe?: (root: string) => Promise<ProbeResult>;
}

/** A package that may do, or why there is none where one was expected. */
type Candidate = { root: string; origin: string } | { reason: string };

/** Which tfjs this notebook gets: by the setting, beside the notebook, installed by us, or the bundled one. */
export async function resolveProvider(options: ResolveOptions): Promise<Provider> {
  const failures: string[] = [];
  for (const find of [fromSetting, besideNotebook, installedByUs]) {
    for (const candidate of await find(options)) {
      const tried = 'reason' in candidate ? candidate.reason : await tryPackage(candidate, options.probe ?? probeOnce);
      if (typeof tried !== 'string') return { ...tried, passedOver: failures.join(' ') };
      failures.push(tried);
    }
  }
  return bundled(failures.join(' ') || noneFound);
}

const noneFound = 'No TensorFlow is installed: “Install TensorFlow GPU Backend…” in the command palette does it.';

async function fromSetting({ explicitPath, folder, trusted, managed }: ResolveOptions): Promise<Candidate[]> {
  if (!explicitPath) return [];
  if (!isAbsolute(explicitPath) && !trusted)
    return [{ reason: `The workspace is not trusted, so nothing was loaded from ${explicitPath} in it.` }];
  const root = resolve(folder, explicitPath);
  const python = await findPythonTensorFlow(root);
  if (!python) return [{ root, origin: 'from the setting' }];
  const place = managed ?? managedFolder();
  const bound = (await readInstalls(place)).find((install) => install.python === python.folder);
  if (bound) return [{ root: rootOf(place, bound), origin: `${bound.title}, ${root}, from the setting` }];
  const howTo = 'Run “Install TensorFlow GPU Backend…” and choose “The TensorFlow of a Python environment…”.';
  return [{ reason: `There is no binding yet to the Python TensorFlow in ${root}. ${howTo}` }];
}

async function besideNotebook({ folder, trusted }: ResolveOptions): Promise<Candidate[]> {
  const found = packageNames.flatMap((name) => findPackage(name, folder));
  if (trusted || found.length === 0) return found.map((root) => ({ root, origin: 'beside the notebook' }));
  return [{ reason: 'The workspace is not trusted, so no TensorFlow package was loaded from it.' }];
}

async function installedByUs({ managed = managedFolder() }: ResolveOptions): Promise<Candidate[]> {
  const installs = await readInstalls(managed);
  return installs.map((install) => ({
    root: rootOf(managed, install),
    origin: `${install.title}${install.python ? ` in ${install.python}` : ''}, installed by Activation Lab`,
  }));
}

function findPackage(name: string, folder: string): string[] {
  try {
    return [dirname(createRequire(join(folder, 'notebook.js')).resolve(`${name}/package.json`))];
  } catch {
    return [];
  }
}

/** The package when it works, else a sentence that says why it does not. */
async function tryPackage(
  { root, origin }: { root: string; origin: string },
  probe: (root: string) => Promise<ProbeResult>,
): Promise<Omit<Provider & { kind: 'tensorflow' }, 'passedOver'> | string> {
  const packageName = await packageNameOf(root);
  if (!packageName) return `${root} is no folder of ${packageNames.join(' or ')}, nor of a Python TensorFlow.`;
  const result = await probe(root);
  if (result.works) return { kind: 'tensorflow', packageName, root, gpu: result.gpu, origin };
  return `${packageName} in ${root} was not used: ${result.reason}.`;
}

async function packageNameOf(root: string): Promise<string | undefined> {
  try {
    const { name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { name?: unknown };
    return packageNames.find((known) => known === name);
  } catch {
    return undefined;
  }
}

/** For a package that was chosen and then could not be loaded: the next kernels do without it for a while. */
export function rememberFailure(root: string, reason: string): Promise<void> {
  return rememberProbe(root, cacheFile(), { works: false, reason });
}

function probeOnce(root: string): Promise<ProbeResult> {
  return cachedProbe(root, cacheFile());
}

function cacheFile(): string {
  const cache = process.env.ACTIVATION_LAB_CACHE || envPaths('activation-lab', { suffix: '' }).cache;
  return join(cache, 'tensorflow-probes.json');
}

function bundled(reason: string): Provider {
  return { kind: 'bundled', reason };
}
