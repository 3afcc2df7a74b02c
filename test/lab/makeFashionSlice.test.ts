import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { balancedPositions, makeFashionSlice } from '../../build/makeFashionSlice';
import { readLabelledImages } from '../../kernels/lab/data/imageFiles';
import { temporaryFolder, tinyImageFiles, writeFiles } from './support/tinyImages';

describe('makeFashionSlice', () => {
  it('takes the first images of each class, dealt class by class', async () => {
    const official = await temporaryFolder();
    const slice = await temporaryFolder();
    await writeFiles(official, tinyImageFiles());
    await makeFashionSlice(official, slice, { train: 2, test: 1 });
    const from = await readLabelledImages(official, 'train', 10);
    const to = await readLabelledImages(slice, 'train', 10);
    expect([...to.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const firstOfClass1 = from.labels.indexOf(1);
    expect(to.pixels.subarray(4, 8)).toEqual(from.pixels.subarray(firstOfClass1 * 4, firstOfClass1 * 4 + 4));
    expect((await readLabelledImages(slice, 'test', 10)).count).toBe(10);
  });

  it('gives the same bytes each time', async () => {
    const official = await temporaryFolder();
    await writeFiles(official, tinyImageFiles());
    const made = await Promise.all(
      [1, 2].map(async () => {
        const slice = await temporaryFolder();
        await makeFashionSlice(official, slice, { train: 2, test: 1 });
        return readFile(path.join(slice, 'train-images-idx3-ubyte.gz'));
      }),
    );
    expect(made[0]).toEqual(made[1]);
  });

  it('refuses a class with too few images', () => {
    expect(() => balancedPositions(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8), 1)).toThrow(/Class 9 has fewer than 1/);
  });
});
