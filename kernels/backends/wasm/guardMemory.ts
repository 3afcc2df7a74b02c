/** The part of tfjs's wasm module that hands out memory. */
export interface Allocator {
  _malloc(bytes: number): number;
}

/**
 * tfjs does not look at what malloc answers: once the 4 GB of a wasm program are full it computes at address 0, and
 * quietly wrong. Here it throws.
 */
export function guardMemory(wasm: Allocator): void {
  const allocate = wasm._malloc.bind(wasm);
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address !== 0 || bytes === 0) return address;
    const size = `${Math.ceil(bytes / 2 ** 20)} MB`;
    throw new RangeError(
      `The wasm backend's memory (4 GB at most) has no room for another ${size}. Dispose of tensors you no longer need ` +
        '(tf.tidy, tensor.dispose), take smaller batches, or restart the kernel.',
    );
  };
}
