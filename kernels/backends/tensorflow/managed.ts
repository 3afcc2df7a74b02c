import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { type PackageName, packageFolder, packageNames } from './packages';

/** One TensorFlow that the user had Activation Lab install. */
export interface Install {
  /** Its folder inside the managed one. */
  folder: string;
  packageName: PackageName;
  /** The Python TensorFlow it computes with; without one, it brought its own. */
  python?: string;
  /** 'tfjs-node-gpu 4.22.0', 'TensorFlow 2.21.0 of Python'. */
  title: string;
  /** As ISO 8601. */
  installedAt: string;
}

/** Where installs are kept, for every editor window and the command line. */
export function managedFolder(): string {
  const own = process.env.ACTIVATION_LAB_CACHE;
  return join(own ? resolve(own) : envPaths('activation-lab', { suffix: '' }).data, 'tensorflow');
}

/** The one that is used first stands first. A manifest that is missing or damaged lists nothing. */
export async function readInstalls(managed: string): Promise<Install[]> {
  try {
    const installs: unknown = JSON.parse(await readFile(manifestFile(managed), 'utf8'));
    return Array.isArray(installs) ? installs.filter(isInstall) : [];
  } catch {
    return [];
  }
}

/** Kernels that start meanwhile read the old list or the new one. */
export async function writeInstalls(managed: string, installs: readonly Install[]): Promise<void> {
  const draft = `${manifestFile(managed)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(installs, undefined, 2));
  await rename(draft, manifestFile(managed));
}

export function rootOf(managed: string, { folder, packageName }: Pick<Install, 'folder' | 'packageName'>): string {
  return join(managed, folder, ...packageFolder(packageName));
}

export const manifestName = 'installed.json';

function manifestFile(managed: string): string {
  return join(managed, manifestName);
}

function isInstall(entry: Partial<Install> | null): entry is Install {
  const { folder, packageName, title } = entry ?? {};
  // A folder's name only: nothing in this file leads out of the managed folder.
  const isName = typeof folder === 'string' && /^[\w.-]+$/.test(folder) && !folder.startsWith('.');
  return isName && typeof title === 'string' && packageNames.some((known) => known === packageName);
}
