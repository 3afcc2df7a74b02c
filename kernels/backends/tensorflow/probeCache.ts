import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ProbeResult, probe } from './probe';

interface Remembered {
  /** What was probed, under which Node: any change asks for a new probe. */
  key: string;
  result: ProbeResult;
  /** Milliseconds since the epoch. */
  at: number;
}

/** A failure may have causes outside the package (a driver, a busy machine): after this it is tried again. */
const failureLastsMs = 60 * 60 * 1000;

/** The probe's answer, from `cacheFile` when the same package was probed before under the same Node. */
export async function cachedProbe(
  root: string,
  cacheFile: string,
  run: (root: string) => Promise<ProbeResult> = probe,
): Promise<ProbeResult> {
  const key = await keyOf(root);
  const found = (await readCache(cacheFile)).find((entry) => entry.key === key);
  if (found && (found.result.works || Date.now() - found.at < failureLastsMs)) return found.result;
  const result = await run(root);
  await rememberProbe(root, cacheFile, result);
  return result;
}

/** In place of what was known of this package. */
export async function rememberProbe(root: string, cacheFile: string, result: ProbeResult): Promise<void> {
  const key = await keyOf(root);
  const others = (await readCache(cacheFile)).filter((entry) => entry.key !== key).slice(-19);
  // A cache that cannot be written (a full disk, a locked file) only costs the next kernel a second.
  await writeCache(cacheFile, [...others, { key, result, at: Date.now() }]).catch(() => {});
}

/** Reinstalling or rebuilding the package, or losing a library that it links to, changes one of the times. */
async function keyOf(root: string): Promise<string> {
  const folders = await Promise.all([join(root, 'lib'), join(root, 'deps', 'lib')].map(filesIn));
  const times = await Promise.all([join(root, 'package.json'), ...folders.flat().sort()].map(modifiedAt));
  return [root, ...times, process.execPath, process.version, process.arch].join('|');
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.map((name) => join(folder, name));
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function readCache(cacheFile: string): Promise<Remembered[]> {
  try {
    const entries: unknown = JSON.parse(await readFile(cacheFile, 'utf8'));
    return Array.isArray(entries) ? entries.filter(isRemembered) : [];
  } catch {
    return [];
  }
}

function isRemembered(entry: Partial<Remembered> | null): entry is Remembered {
  return typeof entry?.key === 'string' && typeof entry.at === 'number' && typeof entry.result?.works === 'boolean';
}

/** Renamed into place, so that two kernels starting at once never read half a file. */
async function writeCache(cacheFile: string, entries: Remembered[]): Promise<void> {
  await mkdir(dirname(cacheFile), { recursive: true });
  const draft = `${cacheFile}.${process.pid}`;
  await writeFile(draft, JSON.stringify(entries));
  await rename(draft, cacheFile);
}
