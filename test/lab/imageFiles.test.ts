import { promises as fs } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodeIdx } from '../../kernels/lab/data/idx';
import { readLabelledImages } from '../../kernels/lab/data/imageFiles';
import { temporaryFolder, tinyImageFiles, writeFiles } from './support/tinyImages';

const labelsFile = 'train-labels-idx1-ubyte';
const imagesFile = 'train-images-idx3-ubyte';

async function folderWith(changes: Record<string, Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, new Map([...tinyImageFiles(), ...Object.entries(changes)]), false);
  return folder;
}

const labels = (count: number, value = 0) => encodeIdx({ shape: [count], values: new Uint8Array(count).fill(value) });

describe('readLabelledImages', () => {
  it.each([true, false])('reads the four files (gzipped: %s)', async (gzipped) => {
    const folder = await temporaryFolder();
    await writeFiles(folder, tinyImageFiles({ train: 3 }), gzipped);
    const { count, height, width, pixels, labels } = await readLabelledImages(folder, 'train', 10);
    expect({ count, height, width, labels: [...labels], first: [...pixels.subarray(0, 4)] }).toEqual({
      count: 3,
      height: 2,
      width: 2,
      labels: [0, 7, 4],
      first: [0, 37, 74, 111],
    });
  });

  it('says which file is missing, and which are needed', async () => {
    const folder = await temporaryFolder();
    const reading = readLabelledImages(folder, 'test', 10);
    await expect(reading).rejects.toThrow(/holds neither t10k-images-idx3-ubyte nor t10k-images-idx3-ubyte.gz/);
    await expect(reading).rejects.toThrow(/needs the four official files/);
  });

  it('refuses images and labels of different counts', async () => {
    const folder = await folderWith({ [labelsFile]: labels(39) });
    await expect(readLabelledImages(folder, 'train', 10)).rejects.toThrow(/holds 40 images, but .* holds 39 labels/);
  });

  it('refuses a label outside the classes', async () => {
    const folder = await folderWith({ [labelsFile]: labels(40, 10) });
    await expect(readLabelledImages(folder, 'train', 10)).rejects.toThrow(/label 10 at 0, outside 0 to 9/);
  });

  it('notices swapped files', async () => {
    const folder = await folderWith({ [imagesFile]: labels(40) });
    await expect(readLabelledImages(folder, 'train', 10)).rejects.toThrow(/shape 40, not images/);
  });

  it('refuses half a gzip file', async () => {
    const folder = await folderWith({});
    await fs.rm(path.join(folder, labelsFile));
    await fs.writeFile(path.join(folder, `${labelsFile}.gz`), gzipSync(labels(40, 1)).subarray(0, 20));
    await expect(readLabelledImages(folder, 'train', 10)).rejects.toThrow(/not a whole gzip file/);
  });
});
