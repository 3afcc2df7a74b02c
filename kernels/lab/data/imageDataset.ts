import * as tf from '@tensorflow/tfjs-core';
import { images as showImages } from '../plot/images';
import { shuffledIndices } from '../random';
import { DataError } from './dataFailure';
import { type LabelledImages, readLabelledImages } from './imageFiles';

export interface ImageOptions {
  /** How many training images; all when absent. */
  train?: number;
  test?: number;
  /** Images as rows of 784 numbers instead of 28 × 28 × 1. */
  flat?: boolean;
  /** Draws the images at random with this seed; without it they are the first ones of the file. */
  seed?: number;
}

export interface ImageSet<Images extends tf.Tensor = tf.Tensor4D> {
  /** float32 in 0 … 1. */
  images: Images;
  /** int32 class numbers. */
  labels: tf.Tensor1D;
  count: number;
}

export interface ImageDataset<Images extends tf.Tensor = tf.Tensor4D> {
  title: string;
  /** Where the images came from, in words. */
  source: string;
  classNames: readonly string[];
  train: ImageSet<Images>;
  test: ImageSet<Images>;
  /** Shows the first training images with their class names. */
  preview(count?: number): Promise<void>;
  /** Frees the tensors. */
  dispose(): void;
}

/** A folder with the four IDX files, and how to speak of it. */
export interface ImageFolder {
  path: string;
  source: string;
}

export interface ImageFacts {
  title: string;
  classNames: readonly string[];
  /** What to do when more images are asked for than the folder has. */
  moreImages: string;
}

const brightest = 255;

/** Tensors of the wanted images, 28 × 28 × 1 or flat. */
export async function loadImageDataset(
  facts: ImageFacts,
  folder: ImageFolder,
  options: ImageOptions,
): Promise<ImageDataset<tf.Tensor4D | tf.Tensor2D>> {
  const { title, classNames } = facts;
  const train = await readLabelledImages(folder.path, 'train', classNames.length);
  const test = await readLabelledImages(folder.path, 'test', classNames.length);
  const trainPick = pick(facts, 'train', train.count, options);
  const testPick = pick(facts, 'test', test.count, options);
  await tf.ready();
  const dataset = {
    title,
    source: folder.source,
    classNames,
    train: toTensors(train, trainPick, options.flat),
    test: toTensors(test, testPick, options.flat),
    preview: (count = 30) => showImages(dataset.train.images, dataset.train.labels, classNames, { count, title }),
    dispose: () => tf.dispose([dataset.train.images, dataset.train.labels, dataset.test.images, dataset.test.labels]),
  };
  return dataset;
}

/** Positions of the wanted images in the file. */
function pick(facts: ImageFacts, split: 'train' | 'test', available: number, options: ImageOptions): Uint32Array {
  const wanted = options[split] ?? available;
  const name = `${facts.title} (${split})`;
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw new DataError(`${name}: ${wanted} images were asked for.`, `Ask for a whole number from 1 to ${available}.`);
  }
  if (wanted > available) {
    throw new DataError(`${name}: ${wanted} images were asked for, ${available} are there.`, facts.moreImages);
  }
  const order =
    options.seed === undefined
      ? Uint32Array.from({ length: available }, (_, index) => index)
      : shuffledIndices(available, options.seed);
  return order.subarray(0, wanted);
}

function toTensors(
  { pixels, labels, height, width }: LabelledImages,
  positions: Uint32Array,
  flat = false,
): ImageSet<tf.Tensor4D | tf.Tensor2D> {
  const size = height * width;
  const count = positions.length;
  const values = new Float32Array(count * size);
  const classes = new Int32Array(count);
  positions.forEach((position, row) => {
    classes[row] = labels[position] ?? 0;
    const image = pixels.subarray(position * size, (position + 1) * size);
    image.forEach((pixel, index) => {
      values[row * size + index] = pixel / brightest;
    });
  });
  return {
    images: flat ? tf.tensor2d(values, [count, size]) : tf.tensor4d(values, [count, height, width, 1]),
    labels: tf.tensor1d(classes, 'int32'),
    count,
  };
}
