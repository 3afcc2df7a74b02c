import { shuffledIndices } from './random';

/** The examples of one epoch, in a random but repeatable order, cut into batches; the last may be smaller. */
export function* batchesOf(count: number, batchSize: number, seed: number): Generator<Int32Array> {
  const order = Int32Array.from(shuffledIndices(count, seed));
  for (let start = 0; start < count; start += batchSize) yield order.subarray(start, start + batchSize);
}
