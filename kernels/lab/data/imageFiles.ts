import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DataError } from './dataFailure';
import { decodeIdx } from './idx';

/** Names are the same for MNIST and Fashion-MNIST; '.gz' may follow. */
export const imageFiles = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  test: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
} as const;

export const imageFileNames = Object.values(imageFiles).flatMap(({ images, labels }) => [images, labels]);

export interface LabelledImages {
  count: number;
  height: number;
  width: number;
  /** 0 to 255, row by row, image after image. */
  pixels: Uint8Array;
  labels: Uint8Array;
}

const unzip = promisify(gunzip);

/** Content of a file that may be gzipped, whatever its name says. */
export async function readUnzipped(file: string): Promise<Uint8Array> {
  const bytes = await fs.readFile(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return unzip(bytes).catch((error: unknown) => {
    throw new DataError(`${file} is not a whole gzip file.`, 'Fetch it again.', { cause: error });
  });
}

/** The path of `name` in `folder`, unpacked or gzipped. */
export async function findImageFile(folder: string, name: string): Promise<string | undefined> {
  for (const candidate of [name, `${name}.gz`].map((file) => path.join(folder, file))) {
    const isThere = await fs.access(candidate).then(
      () => true,
      () => false,
    );
    if (isThere) return candidate;
  }
  return undefined;
}

async function readContent(folder: string, name: string): Promise<Uint8Array> {
  const file = await findImageFile(folder, name);
  if (file !== undefined) return readUnzipped(file);
  throw new DataError(
    `${folder} holds neither ${name} nor ${name}.gz.`,
    `The folder needs the four official files: ${imageFileNames.join(', ')}.`,
  );
}

export async function readLabelledImages(
  folder: string,
  split: 'train' | 'test',
  classes: number,
): Promise<LabelledImages> {
  const names = imageFiles[split];
  const images = decodeIdx(await readContent(folder, names.images), names.images);
  const labels = decodeIdx(await readContent(folder, names.labels), names.labels);
  const [count = 0, height = 0, width = 0] = images.shape;
  if (images.shape.length !== 3) throw shapeError(names.images, images.shape, 'images (3 dimensions)');
  if (labels.shape.length !== 1) throw shapeError(names.labels, labels.shape, 'labels (1 dimension)');
  if (labels.values.length !== count) {
    throw new DataError(
      `${folder}: ${names.images} holds ${count} images, but ${names.labels} holds ${labels.values.length} labels.`,
      'Both files must come from the same release of the data set.',
    );
  }
  const stray = labels.values.findIndex((label) => label >= classes);
  if (stray >= 0) {
    throw new DataError(
      `${folder}: ${names.labels} has label ${labels.values[stray]} at ${stray}, outside 0 to ${classes - 1}.`,
      'Give the label file of this data set.',
    );
  }
  return { count, height, width, pixels: images.values, labels: labels.values };
}

function shapeError(name: string, shape: number[], wanted: string): DataError {
  return new DataError(`${name} has shape ${shape.join(' × ')}, not ${wanted}.`, 'Were image and label files swapped?');
}
