/**
 * Makes the slice of Fashion-MNIST that ships with the extension:
 *   npx tsx build/makeFashionSlice.ts FOLDER_OF_THE_OFFICIAL_FILES [TARGET]
 * The first images of each class in file order, dealt class by class, so that any run of ten images holds every class
 * once and any prefix is balanced. No randomness: the same files in give the same files out.
 */
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { encodeIdx } from '../kernels/lab/data/idx';
import { imageFiles, type LabelledImages, readLabelledImages } from '../kernels/lab/data/imageFiles';

const classes = 10;
const perClass = { train: 600, test: 100 } as const;

/** Positions of the chosen images: class 0, 1, … 9, 0, 1, … */
export function balancedPositions(labels: Uint8Array, each: number): number[] {
  const byClass = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, position) => {
    byClass[label]?.push(position);
  });
  return Array.from({ length: each }, (_, round) => round).flatMap((round) =>
    byClass.map((positions, label) => {
      const position = positions[round];
      if (position === undefined) throw new Error(`Class ${label} has fewer than ${each} images.`);
      return position;
    }),
  );
}

async function writeGzipped(file: string, shape: number[], values: Uint8Array): Promise<void> {
  await fs.writeFile(file, gzipSync(encodeIdx({ shape, values }), { level: 9 }));
}

async function writeSplit(target: string, split: 'train' | 'test', from: LabelledImages, each: number): Promise<void> {
  const { height, width, pixels, labels } = from;
  const size = height * width;
  const positions = balancedPositions(labels, each);
  const images = new Uint8Array(positions.length * size);
  positions.forEach((position, row) => {
    images.set(pixels.subarray(position * size, (position + 1) * size), row * size);
  });
  const names = imageFiles[split];
  await writeGzipped(path.join(target, `${names.images}.gz`), [positions.length, height, width], images);
  await writeGzipped(
    path.join(target, `${names.labels}.gz`),
    [positions.length],
    Uint8Array.from(positions, (position) => labels[position] ?? 0),
  );
}

/** Writes the four files of the slice into `target`. */
export async function makeFashionSlice(
  official: string,
  target: string,
  each: { train: number; test: number } = perClass,
): Promise<void> {
  await fs.mkdir(target, { recursive: true });
  for (const split of ['train', 'test'] as const) {
    await writeSplit(target, split, await readLabelledImages(official, split, classes), each[split]);
  }
}

async function main([official, target]: string[]): Promise<void> {
  if (official === undefined) throw new Error('Usage: npx tsx build/makeFashionSlice.ts FOLDER [TARGET]');
  await makeFashionSlice(official, target ?? path.join('notebooks', 'data', 'fashion-mnist'));
}

// Run as a program, not when a test imports it.
const [, script, ...rest] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  main(rest).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
