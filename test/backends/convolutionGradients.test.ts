import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSameOnBothBackends, noise } from './bothBackends';

type Shape4 = [number, number, number, number];

interface Case {
  /** Default 3. */
  images?: number;
  image: [height: number, width: number];
  filter: Shape4;
  strides: number | [number, number];
  pad: 'same' | 'valid' | number;
}

const cases: Case[] = [
  { image: [28, 28], filter: [3, 3, 1, 8], strides: 1, pad: 'same' },
  { image: [14, 14], filter: [3, 3, 8, 16], strides: 1, pad: 'valid' },
  { image: [9, 7], filter: [3, 2, 2, 3], strides: 1, pad: 'same' },
  { image: [9, 7], filter: [2, 3, 3, 2], strides: 1, pad: 'valid' },
  { image: [9, 7], filter: [1, 1, 3, 5], strides: 1, pad: 'same' },
  { image: [28, 28], filter: [3, 3, 1, 8], strides: 2, pad: 'same' },
  { image: [14, 14], filter: [3, 3, 4, 6], strides: 2, pad: 'valid' },
  { image: [9, 7], filter: [5, 5, 2, 3], strides: 2, pad: 'same' },
  { image: [9, 7], filter: [5, 3, 2, 3], strides: 2, pad: 'valid' },
  { image: [11, 8], filter: [3, 3, 2, 3], strides: [2, 3], pad: 'same' },
  { image: [11, 8], filter: [3, 3, 2, 3], strides: [3, 2], pad: 'valid' },
  { image: [10, 10], filter: [1, 1, 2, 3], strides: 3, pad: 'valid' },
  { image: [2, 2], filter: [5, 5, 2, 3], strides: 2, pad: 'same' },
  { image: [6, 6], filter: [3, 3, 2, 3], strides: 1, pad: 1 },
  { image: [6, 6], filter: [3, 3, 2, 3], strides: 2, pad: 1 },
  { image: [6, 6], filter: [1, 1, 2, 3], strides: 1, pad: 2 },
  // More than is packed at once.
  { images: 180, image: [14, 14], filter: [3, 3, 2, 8], strides: 1, pad: 'same' },
];

const title = ({ images = 3, image, filter, strides, pad }: Case) =>
  `${images} of ${image} by ${filter}, stride ${strides}, padding ${pad}`;

describe.each(cases)('the gradient of a convolution', (options) => {
  const { images = 3, image, filter, strides, pad } = options;
  const [, , inChannels] = filter;
  const x: Shape4 = [images, ...image, inChannels];
  const info = tf.backend_util.computeConv2DInfo(x, filter, strides, 1, pad);
  const convolve = (input: tf.Tensor, weights: tf.Tensor) =>
    tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, strides, pad);

  it(`itself: ${title(options)}`, () =>
    expectSameOnBothBackends([noise(x), noise(filter, 2)], (input, weights) =>
      convolve(input as tf.Tensor, weights as tf.Tensor),
    ));

  it(`by its input: ${title(options)}`, () =>
    expectSameOnBothBackends([noise(x), noise(filter, 2), noise(info.outShape, 3)], (input, weights, dy) =>
      tf.grad((value) => convolve(value, weights as tf.Tensor))(input as tf.Tensor, dy),
    ));

  it(`by its filter: ${title(options)}`, () =>
    expectSameOnBothBackends([noise(x), noise(filter, 2), noise(info.outShape, 3)], (input, weights, dy) =>
      tf.grad((value) => convolve(input as tf.Tensor, value))(weights as tf.Tensor, dy),
    ));
});

describe.each([
  { multiplier: 1, strides: 1, pad: 'same' as const },
  { multiplier: 1, strides: 2, pad: 'valid' as const },
  { multiplier: 1, strides: [2, 1] as [number, number], pad: 'same' as const },
  { multiplier: 2, strides: 2, pad: 'valid' as const },
  { multiplier: 2, strides: 2, pad: 'same' as const },
])('the gradient of a depthwise convolution: %o', ({ multiplier, strides, pad }) => {
  const x: Shape4 = [2, 9, 7, 6];
  const filter: Shape4 = [3, 2, 6, multiplier];
  const info = tf.backend_util.computeConv2DInfo(x, filter, strides, 1, pad, undefined, true);
  const convolve = (input: tf.Tensor, weights: tf.Tensor) =>
    tf.depthwiseConv2d(input as tf.Tensor4D, weights as tf.Tensor4D, strides, pad);

  it('by its input', () =>
    expectSameOnBothBackends([noise(x), noise(filter, 2), noise(info.outShape, 3)], (input, weights, dy) =>
      tf.grad((value) => convolve(value, weights as tf.Tensor))(input as tf.Tensor, dy),
    ));

  it('by its filter', () =>
    expectSameOnBothBackends([noise(x), noise(filter, 2), noise(info.outShape, 3)], (input, weights, dy) =>
      tf.grad((value) => convolve(input as tf.Tensor, value))(weights as tf.Tensor, dy),
    ));
});

describe('a convolution', () => {
  const [x, filter] = [noise([2, 7, 6, 3]), noise([3, 3, 3, 5], 2)];

  it.each(['linear', 'relu', 'sigmoid'] as const)('with a bias, then %s', (activation) =>
    expectSameOnBothBackends([x, filter, noise([5], 3)], (input, weights, bias) =>
      tf.fused.conv2d({
        x: input as tf.Tensor4D,
        filter: weights as tf.Tensor4D,
        bias: bias as tf.Tensor,
        strides: 1,
        pad: 'same',
        activation,
      }),
    ),
  );

  it('may be dilated', () =>
    expectSameOnBothBackends([x, filter], (input, weights) =>
      tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, 1, 'same', 'NHWC', 2),
    ));

  it('loses no NaN, and gives it to nobody else', async () => {
    await expectSameOnBothBackends([x, filter], (input, weights) => {
      const image = tf.where(tf.less(input as tf.Tensor, -0.98), Number.NaN, input as tf.Tensor) as tf.Tensor4D;
      return tf.cast(tf.isNaN(tf.conv2d(image, weights as tf.Tensor4D, 1, 'same')), 'float32');
    });
  });
});
