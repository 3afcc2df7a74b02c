import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { imagesFigure } from '../../../kernels/lab/plot/images';
import { textsOf, wellFormed } from '../support/svgReading';

function picturesIn(svg: string) {
  return [...svg.matchAll(/href="data:image\/png;base64,([^"]+)"/g)].map(([, base64 = '']) =>
    decode(Buffer.from(base64, 'base64')),
  );
}

describe('plot.images', () => {
  it('shows the pixels it was given, each with its class', async () => {
    const images = tf.tensor4d([0, 1, 0.5, 2, -1, 0.2, 0.4, 0.6], [2, 2, 2, 1]);
    const { svg, text } = await imagesFigure(images, tf.tensor1d([1, 0], 'int32'), ['Bag', 'T-shirt & top']);
    expect(wellFormed(svg)).toBe(true);
    expect(picturesIn(svg).map(({ data }) => [...data])).toEqual([
      [0, 255, 128, 255],
      [0, 51, 102, 153],
    ]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['T-shirt &amp; top', 'Bag']));
    expect(text).toContain('T-shirt & top, Bag');
  });

  it('reads flat and colour images too', async () => {
    const flat = await imagesFigure(tf.zeros([3, 16]));
    expect(picturesIn(flat.svg).map(({ width, height }) => [width, height])).toEqual([
      [4, 4],
      [4, 4],
      [4, 4],
    ]);
    const colour = await imagesFigure(tf.ones([1, 2, 5, 3]));
    expect(picturesIn(colour.svg).map(({ width, height, channels }) => [width, height, channels])).toEqual([[5, 2, 3]]);
  });

  it('shows no more than there are, and frees what it took', async () => {
    const images = tf.zeros([5, 4, 4, 1]);
    const before = tf.memory().numTensors;
    const { svg } = await imagesFigure(images, undefined, [], { count: 99 });
    expect(picturesIn(svg)).toHaveLength(5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says which shapes it can show', async () => {
    await expect(imagesFigure(tf.zeros([2, 7]))).rejects.toThrow(/shape \[2, 7\] cannot be shown. Give/);
  });
});
