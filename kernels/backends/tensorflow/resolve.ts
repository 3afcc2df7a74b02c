import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import type { ProbeResult } from './probe';
import { cachedProbe, rememberProbe } from './probeCache';

export type Provider =
  | { kind: 'tensorflow'; packageName: string; root: string; gpu: boolean }
  | { kind: 'bundled'; reason: string };

export interface ResolveOptions {
  /** The notebook's. */
  folder: string;
  /** The user's setting: the folder of a TensorFlow package. */
  explicitPath?: string;
  /** Whether native code from this workspace may run. */
  trusted: boolean;
  /** Tries a package; a test passes its own. */
  probe?: (root: string) => Promise<ProbeResult>;
}

const packageNames = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

/** Which tfjs this notebook gets: the package of the setting, or one found beside the notebook, or the bundled one. */
export async function resolveProvider(options: ResolveOptions): Promise<Provider> {
  if (!options.trusted) return bundled('The workspace is not trusted, so no TensorFlow package was loaded from it.');
  const candidates = options.explicitPath
    ? [resolve(options.folder, options.explicitPath)]
    : packageNames.flatMap((name) => findPackage(name, options.folder));
  if (candidates.length === 0) return bundled('No TensorFlow package is installed beside the notebook.');
  const failures: string[] = [];
  for (const root of candidates) {
    const tried = await tryPackage(root, options.probe ?? probeOnce);
    if (typeof tried !== 'string') return tried;
    failures.push(tried);
  }
  return bundled(failures.join(' '));
}

function findPackage(name: string, folder: string): string[] {
  try {
    return [dirname(createRequire(join(folder, 'notebook.js')).resolve(`${name}/package.json`))];
  } catch {
    return [];
  }
}

/** The package when it works, else a sentence that says why it does not. */
async function tryPackage(root: string, probe: (root: string) => Promise<ProbeResult>): Promise<Provider | string> {
  const packageName = await packageNameOf(root);
  if (!packageName) return `${root} is no folder of ${packageNames.join(' or ')}.`;
  const result = await probe(root);
  if (result.works) return { kind: 'tensorflow', packageName, root, gpu: result.gpu };
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
