import { Add, util } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

/** A bias on many rows, as after every convolution that trains: the stock kernel computes an index for each element. */
export const add: TrainingKernel = {
  name: Add,
  compute(call) {
    const [x, row] = [inputOf(call, 'a'), inputOf(call, 'b')];
    const columns = row.shape[0] ?? 0;
    const isRow = row.shape.length === 1 && x.shape.length > 1 && x.shape.at(-1) === columns && columns > 0;
    if (!isRow || x.dtype !== 'float32' || row.dtype !== 'float32') return null;
    const out = call.scratch.allocate(x.shape);
    const places = [x, row, out].map((info) => call.scratch.address(info));
    call.scratch.native.functions.addRow(util.sizeFromShape(x.shape) / columns, columns, ...places);
    return out;
  },
};
