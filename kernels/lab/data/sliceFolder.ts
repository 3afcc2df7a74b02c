import { existsSync } from 'node:fs';
import path from 'node:path';
import { DataError } from './dataFailure';

const slice = path.join('notebooks', 'data', 'fashion-mnist');

/**
 * The slice that ships: upwards from this file, which is kernels/lab/data/ in the sources and dist/kernel/lab.cjs
 * in an installed extension.
 */
export function sliceFolder(from = __dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, slice);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) {
      throw new DataError(
        `The slice of Fashion-MNIST (${slice}) is missing from this installation.`,
        "Install the extension again, or ask for lab.data.fashionMnist({ size: 'full' }).",
      );
    }
  }
}
