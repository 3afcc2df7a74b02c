/** Where the elements of a product's left side lie in memory, row by row. All distances in bytes. */
export interface RowWalk {
  /** Where each row begins. */
  readonly offsets: Int32Array;
  /** Along a row: so many groups, */
  readonly groups: number;
  /** of so many runs, */
  readonly runs: number;
  /** of so many elements, */
  readonly run: number;
  /** from element to element, */
  readonly step: number;
  /** from the end of one run to the beginning of the next, */
  readonly skip: number;
  /** and from there to the next group. */
  readonly leap: number;
}

const floatBytes = 4;

/** The rows of a matrix that lies as it is, or transposed. */
export function matrixWalk(rows: number, depth: number, isTransposed: boolean): RowWalk {
  const [rowStride, step] = isTransposed ? [1, rows] : [depth, 1];
  const offsets = new Int32Array(rows);
  for (let row = 0; row < rows; row++) offsets[row] = row * rowStride * floatBytes;
  return { offsets, groups: 1, runs: 1, run: depth, step: step * floatBytes, skip: 0, leap: 0 };
}

/** A filter, the images under it (padding included) and the pixels of each that it comes to lie on. */
export interface Stencil {
  images: number;
  filterHeight: number;
  filterWidth: number;
  inChannels: number;
  outHeight: number;
  outWidth: number;
  strideHeight: number;
  strideWidth: number;
  height: number;
  width: number;
}

/** One row for each output pixel: the inputs under the filter, each filter row a run. */
export function patchWalk(stencil: Stencil): RowWalk {
  const { outHeight, outWidth, strideHeight, strideWidth, inChannels, width, filterWidth, filterHeight } = stencil;
  const offsets = new Int32Array(outHeight * outWidth);
  for (let row = 0, at = 0; row < outHeight; row++) {
    const start = row * strideHeight * width;
    for (let column = 0; column < outWidth; column++) {
      offsets[at++] = (start + column * strideWidth) * inChannels * floatBytes;
    }
  }
  const run = filterWidth * inChannels;
  const skip = (width * inChannels - run) * floatBytes;
  return { offsets, groups: 1, runs: filterHeight, run, step: floatBytes, skip, leap: 0 };
}

/** One row for each weight of one filter: the inputs it meets from output pixel to output pixel, image after image. */
export function weightWalk(stencil: Stencil): RowWalk {
  const { filterHeight, filterWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth } = stencil;
  const { images, height, width } = stencil;
  const offsets = new Int32Array(filterHeight * filterWidth * inChannels);
  for (let row = 0, at = 0; row < filterHeight; row++) {
    for (let inRow = 0; inRow < filterWidth * inChannels; inRow++) {
      offsets[at++] = (row * width * inChannels + inRow) * floatBytes;
    }
  }
  const step = strideWidth * inChannels * floatBytes;
  const rows = strideHeight * width * inChannels * floatBytes;
  const leap = height * width * inChannels * floatBytes - outHeight * rows;
  return { offsets, groups: images, runs: outHeight, run: outWidth, step, skip: rows - outWidth * step, leap };
}
