import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Checksums } from '../../../kernels/lab/data/checksum';
import { encodeIdx } from '../../../kernels/lab/data/idx';
import { imageFiles } from '../../../kernels/lab/data/imageFiles';

/** File name → content, in the layout of the official files but small: 2 × 2 pixels, classes in a fixed disorder. */
export function tinyImageFiles({ train = 40, test = 20 } = {}): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [split, count] of [
    ['train', train],
    ['test', test],
  ] as const) {
    const pixels = Uint8Array.from({ length: count * 4 }, (_, index) => (index * 37) % 256);
    const labels = Uint8Array.from({ length: count }, (_, index) => (index * 7) % 10);
    files.set(imageFiles[split].images, encodeIdx({ shape: [count, 2, 2], values: pixels }));
    files.set(imageFiles[split].labels, encodeIdx({ shape: [count], values: labels }));
  }
  return files;
}

export function checksumsOf(files: ReadonlyMap<string, Uint8Array>): Checksums {
  return Object.fromEntries(
    [...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
}

export async function temporaryFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'activation-lab-'));
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  gzipped = true,
): Promise<void> {
  await fs.mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) {
    await fs.writeFile(path.join(folder, gzipped ? `${name}.gz` : name), gzipped ? gzipSync(bytes) : bytes);
  }
}
