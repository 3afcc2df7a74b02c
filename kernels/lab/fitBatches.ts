/** The examples of one epoch, in a random but repeatable order, cut into batches; the last may be smaller. */
export function* batchesOf(count: number, batchSize: number, seed: number): Generator<Int32Array> {
  const order = shuffled(count, seed);
  for (let start = 0; start < count; start += batchSize) yield order.subarray(start, start + batchSize);
}

function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  const random = mulberry32(seed);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const value = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = value;
  }
  return order;
}

/** Tommy Ettinger's 32-bit generator: small, quick, and random enough for an order. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
