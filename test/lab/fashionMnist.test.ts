import '@tensorflow/tfjs-backend-cpu';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { data } from '../../kernels/lab/index';
import { installRecordingHost, lastText } from './support/recordingHost';
import { temporaryFolder, tinyImageFiles, writeFiles } from './support/tinyImages';

function countsOf(labels: tf.Tensor1D): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels.dataSync()) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

describe('the slice of Fashion-MNIST', () => {
  it('holds 6,000 and 1,000 real images, every class alike', async () => {
    const { train, test, classNames, source } = await data.fashionMnist();
    expect([train.count, test.count]).toEqual([6000, 1000]);
    expect(train.images.shape).toEqual([6000, 28, 28, 1]);
    expect(countsOf(train.labels)).toEqual(new Array(10).fill(600));
    expect(countsOf(test.labels)).toEqual(new Array(10).fill(100));
    expect(classNames).toHaveLength(10);
    expect(source).toMatch(/slice that ships/);
  });

  it('gives float32 images in 0 … 1 and int32 labels', async () => {
    const { train } = await data.fashionMnist({ train: 50, test: 10 });
    expect([train.images.dtype, train.labels.dtype]).toEqual(['float32', 'int32']);
    expect([tf.min(train.images).dataSync()[0], tf.max(train.images).dataSync()[0]]).toEqual([0, 1]);
  });

  it('stays balanced in any prefix of tens', async () => {
    const { train } = await data.fashionMnist({ train: 70, test: 10 });
    expect(countsOf(train.labels)).toEqual(new Array(10).fill(7));
  });

  it('gives rows of 784 when flat, the same numbers', async () => {
    const square = await data.fashionMnist({ train: 10, test: 10 });
    const flat = await data.fashionMnist({ train: 10, test: 10, flat: true });
    expect(flat.train.images.shape).toEqual([10, 784]);
    expect(flat.train.images.dataSync()).toEqual(square.train.images.dataSync());
  });

  it('draws the same images for the same seed, others for another', async () => {
    const labelsFor = async (seed: number) =>
      [...(await data.fashionMnist({ train: 100, test: 10, seed })).train.labels.dataSync()].join('');
    expect(await labelsFor(1)).toBe(await labelsFor(1));
    expect(await labelsFor(1)).not.toBe(await labelsFor(2));
  });

  it.each([
    [6001, /6001 images were asked for, 6000 are there\.\n.*size: 'full'/],
    [0, /0 images were asked for.\nAsk for a whole number from 1 to 6000/],
    [1.5, /1.5 images were asked for/],
  ])('refuses %s training images and says what to do', async (train, message) => {
    await expect(data.fashionMnist({ train })).rejects.toThrow(message);
  });

  it('shows its images with their class names', async () => {
    const host = installRecordingHost();
    const { preview } = await data.fashionMnist({ train: 20, test: 10 });
    await preview(10);
    expect(lastText(host)).toMatch(/The first 10 of 20 images/);
    expect(String(host.displays[0]?.[0]?.['image/svg+xml'])).toContain('Ankle boot');
  });
});

describe('a folder of the user', () => {
  it('is read relative to the notebook, and named as the source', async () => {
    const folder = await temporaryFolder();
    installRecordingHost({ folder });
    await writeFiles(path.join(folder, 'mine'), tinyImageFiles());
    const { train, source } = await data.mnist({ folder: 'mine' });
    expect(train.images.shape).toEqual([40, 2, 2, 1]);
    expect(source).toBe(path.join(folder, 'mine'));
  });

  it('that lacks the files is an error, never a silent change to other data', async () => {
    await expect(data.fashionMnist({ folder: await temporaryFolder() })).rejects.toThrow(/holds neither/);
  });
});
