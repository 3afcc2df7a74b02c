import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Install, manifestName, readInstalls, rootOf, writeInstalls } from '../managed';
import type { ProbeResult } from '../probe';
import { InstallFailure } from './installFailure';
import { lockName, withLock } from './lock';
import type { Recipe, Run } from './recipe';
import { runWatched } from './runWatched';

export type Phase = 'downloading' | 'trying';

export interface InstallOptions {
  managed: string;
  signal: AbortSignal;
  /** Lets the package compute, in a process of its own. */
  probe(root: string): Promise<ProbeResult>;
  onProgress(phase: Phase, bytes: number): void;
  /** What npm and the compiler say. */
  onOutput(text: string): void;
  stallMs?: number;
}

export interface Installed extends Install {
  gpu: boolean;
}

const defaultStallMs = 60_000;

/**
 * Installs into a staging folder, tries what came of it, and only then puts it in its place. Whatever goes wrong, an
 * `InstallFailure` says why, the earlier install stays, and nothing is left behind.
 */
export async function install(recipe: Recipe, options: InstallOptions): Promise<Installed> {
  const { managed } = options;
  await recipe.check();
  await mkdir(managed, { recursive: true }).catch(refuseFolder(managed));
  return withLock(managed, async () => {
    await removeLeftovers(managed);
    await checkRoom(recipe, managed);
    const staging = join(managed, `staging-${randomUUID()}`);
    await mkdir(staging);
    try {
      return await fillAndKeep(recipe, staging, options);
    } finally {
      // After the rename there is nothing there.
      await rm(staging, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/** Forgets every install, and removes what no running kernel holds. */
export async function removeInstalls(managed: string): Promise<void> {
  await mkdir(managed, { recursive: true });
  await withLock(managed, async () => {
    await writeInstalls(managed, []);
    await removeLeftovers(managed);
  });
}

async function fillAndKeep(recipe: Recipe, staging: string, options: InstallOptions): Promise<Installed> {
  const { managed, signal, onProgress, onOutput, stallMs = defaultStallMs } = options;
  let bytes = 0;
  const watch = {
    folder: staging,
    signal,
    onOutput,
    onProgress: (now: number) => {
      bytes = now;
      onProgress('downloading', now);
    },
  };
  const run: Run = (program, env = process.env, quietMs = stallMs) =>
    runWatched(program, env, { ...watch, stallMs: quietMs });
  await recipe.fill(staging, run);
  signal.throwIfAborted();
  onProgress('trying', bytes);
  const { packageName, title, python } = recipe;
  const result = await options.probe(rootOf(managed, { folder: staging.slice(managed.length + 1), packageName }));
  signal.throwIfAborted();
  if (!result.works) throw doesNotWork(recipe, result.reason);
  const folder = `${packageName.replace('@tensorflow/', '')}-${Date.now().toString(36)}`;
  await rename(staging, join(managed, folder));
  const kept = { folder, packageName, title, installedAt: new Date().toISOString(), ...(python ? { python } : {}) };
  await keep(managed, kept);
  return { ...kept, gpu: result.gpu };
}

/** In place of an earlier one of the same kind: one from npm, one for each Python TensorFlow. */
async function keep(managed: string, kept: Install): Promise<void> {
  const others = (await readInstalls(managed)).filter(({ python }) => python !== kept.python);
  await writeInstalls(managed, [kept, ...others]);
  await removeLeftovers(managed);
}

/** What killed installs and replaced ones left. Windows keeps the files that a kernel has loaded: the next time, then. */
async function removeLeftovers(managed: string): Promise<void> {
  const known = new Set([...(await readInstalls(managed)).map(({ folder }) => folder), manifestName, lockName]);
  for (const name of await readdir(managed)) {
    if (!known.has(name)) await rm(join(managed, name), { recursive: true, force: true }).catch(() => {});
  }
}

async function checkRoom({ installedBytes, title }: Recipe, managed: string): Promise<void> {
  const { bavail, bsize } = await statfs(managed);
  if (bavail * bsize >= installedBytes) return;
  throw new InstallFailure(
    `${title} needs about ${inGigabytes(installedBytes)}, and ${managed} has ${inGigabytes(bavail * bsize)} left.`,
    'Free some space and run it again.',
  );
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

function refuseFolder(managed: string) {
  return (error: Error): never => {
    throw new InstallFailure(
      `${managed} cannot be written to (${error.message}).`,
      'Change its permissions and run it again.',
    );
  };
}

function doesNotWork({ title, python }: Recipe, reason: string): InstallFailure {
  return new InstallFailure(
    `${title} was installed and tried, and does not work here: ${reason}. It was removed again.`,
    python
      ? 'Check that Python itself can compute with this TensorFlow.'
      : 'A download that was cut short looks like this too: run it once more, and read the log if it fails again.',
  );
}
