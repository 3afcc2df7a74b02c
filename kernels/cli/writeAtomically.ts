import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file is either the old one or the new one, also when the disk is full or the power goes. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  // A device or a pipe cannot be replaced, only written to.
  if (existing && !existing.isFile()) return writeFile(path, text);
  // What a link points to is replaced, not the link.
  await replace(existing ? await realpath(path) : path, text);
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
