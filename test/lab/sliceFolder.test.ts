import { promises as fs } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sliceFolder } from '../../kernels/lab/data/sliceFolder';
import { temporaryFolder } from './support/tinyImages';

const slice = path.join('notebooks', 'data', 'fashion-mnist');

describe('sliceFolder', () => {
  it('is found from the sources', () => {
    expect(path.relative(path.join(__dirname, '..', '..'), sliceFolder())).toBe(slice);
  });

  it('is found from dist/kernel of an installed extension', async () => {
    const extension = await temporaryFolder();
    await fs.mkdir(path.join(extension, slice), { recursive: true });
    expect(sliceFolder(path.join(extension, 'dist', 'kernel'))).toBe(path.join(extension, slice));
  });

  it('says what to do when it is missing', async () => {
    expect(() => sliceFolder(path.parse(__dirname).root)).toThrow(/missing from this installation\.\nInstall/);
  });
});
