import { createHash } from 'node:crypto';
import { findImageFile, imageFileNames, readUnzipped } from './imageFiles';

/** File name → SHA-256 of its content before gzip: wrappers differ from mirror to mirror, the content does not. */
export type Checksums = Readonly<Record<string, string>>;

export async function hasContent(file: string, sha256: string | undefined): Promise<boolean> {
  // A file that cannot be unpacked is as wrong as one with other bytes; one that cannot be read is not ours to judge.
  const content = await readUnzipped(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error) throw error;
    return undefined;
  });
  return content !== undefined && createHash('sha256').update(content).digest('hex') === sha256;
}

/** Whether the folder holds all four files, each with the official content. */
export async function isOfficialFolder(folder: string, checksums: Checksums): Promise<boolean> {
  for (const name of imageFileNames) {
    const file = await findImageFile(folder, name);
    if (file === undefined || !(await hasContent(file, checksums[name]))) return false;
  }
  return true;
}
