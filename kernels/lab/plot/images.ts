import * as tf from '@tensorflow/tfjs-core';
import { encode } from 'fast-png';
import { currentHost } from '../currentHost';
import { composeFigure, type Figure } from './figure';
import { element, label } from './svg';

export interface ImagesOptions {
  /** How many of the images, from the first. */
  count?: number;
  columns?: number;
  title?: string;
}

/** Pixels of one image as PNG knows them. */
interface Picture {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
}

const cellWidth = 76;
const side = 64;
const cellHeight = side + 24;

/**
 * Shows images in a grid, each with its class: `lab.plot.images(test.images, test.labels, data.classNames)`.
 * Images are [n, height, width], [n, height, width, 1 or 3] or square and flat, with values from 0 to 1.
 */
export async function images(
  pictures: tf.Tensor,
  labels?: tf.Tensor1D,
  classNames?: readonly string[],
  options?: ImagesOptions,
): Promise<void> {
  const { svg, text } = await imagesFigure(pictures, labels, classNames, options);
  currentHost().display({ 'image/svg+xml': svg, 'text/plain': text });
}

export async function imagesFigure(
  pictures: tf.Tensor,
  labels?: tf.Tensor1D,
  classNames: readonly string[] = [],
  { count = 24, columns = 8, title = 'Images' }: ImagesOptions = {},
): Promise<Figure> {
  const total = pictures.shape[0] ?? 0;
  const shown = await picturesOf(pictures, Math.min(count, total));
  const classes = labels === undefined ? [] : [...(await labels.data())].slice(0, shown.length);
  const names = classes.map((number) => classNames[number] ?? String(number));
  const rows = Math.ceil(shown.length / columns);
  const body = shown.map((picture, index) => {
    const x = (index % columns) * cellWidth;
    const y = Math.floor(index / columns) * cellHeight;
    return gridCell(picture, names[index] ?? '', x, y);
  });
  return composeFigure({
    width: columns * cellWidth,
    height: rows * cellHeight,
    title,
    subtitle: `The first ${shown.length} of ${total} images.`,
    body: body.join(''),
    text: names.join(', '),
  });
}

function gridCell(picture: Picture, name: string, x: number, y: number): string {
  const png = Buffer.from(encode({ ...picture, depth: 8 })).toString('base64');
  const href = `data:image/png;base64,${png}`;
  const box = { x: x + (cellWidth - side) / 2, y, width: side, height: side };
  const image = element('image', { ...box, href, style: 'image-rendering:pixelated', preserveAspectRatio: 'xMidYMid' });
  return image + label(name, x + cellWidth / 2, y + side + 14, { size: 11, anchor: 'middle' });
}

async function picturesOf(tensor: tf.Tensor, count: number): Promise<Picture[]> {
  const { height, width, channels } = sizeOf(tensor.shape);
  const length = height * width * channels;
  const start = tensor.shape.map(() => 0);
  const size = [count, ...tensor.shape.slice(1)];
  const first = tf.slice(tensor, start, size);
  const values = await first.data();
  first.dispose();
  return Array.from({ length: count }, (_, index) => ({
    width,
    height,
    channels,
    data: Uint8Array.from(values.subarray(index * length, (index + 1) * length), toByte),
  }));
}

const toByte = (value: number): number => Math.round(Math.max(0, Math.min(1, value)) * 255);

function sizeOf(shape: readonly number[]): Pick<Picture, 'height' | 'width' | 'channels'> {
  const [, first = 0, second, channels = 1] = shape;
  if (second !== undefined && (channels === 1 || channels === 3)) return { height: first, width: second, channels };
  const square = Math.sqrt(first);
  if (second === undefined && Number.isInteger(square) && square > 0) {
    return { height: square, width: square, channels: 1 };
  }
  const wanted = '[n, height, width], [n, height, width, 1 or 3] or [n, pixels of a square]';
  throw new RangeError(`Images of shape [${shape.join(', ')}] cannot be shown. Give ${wanted}.`);
}
