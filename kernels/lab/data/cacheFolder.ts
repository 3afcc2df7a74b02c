import { randomUUID } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';

const dayMs = 24 * 60 * 60 * 1000;
const partial = '.part-';

/** Downloads are kept here, one folder per data set, shared by every notebook of this user. */
export function cacheFolder(dataset: string): string {
  return path.join(cacheRoot(), 'data', dataset);
}

/** Whatever is fetched once for this user. */
export function cacheRoot(): string {
  return path.resolve(process.env.ACTIVATION_LAB_CACHE || envPaths('activation-lab', { suffix: '' }).cache);
}

/** Where a download grows until it is whole: beside its target, so that the final rename is atomic. */
export function partialPath(target: string): string {
  return `${target}${partial}${randomUUID()}`;
}

/** Makes the folder, and clears what killed processes left behind (a day old: nobody writes there any more). */
export async function prepareCacheFolder(folder: string): Promise<void> {
  await fs.mkdir(folder, { recursive: true });
  for (const name of await fs.readdir(folder)) {
    if (!name.includes(partial)) continue;
    const file = path.join(folder, name);
    const { mtimeMs } = await fs.stat(file);
    if (Date.now() - mtimeMs > dayMs) await fs.rm(file, { recursive: true, force: true });
  }
}
