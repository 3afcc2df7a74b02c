/** The section of a wasm binary that declares its memory, and the bits of a memory's limits. */
const memorySection = 5;
const hasMaximum = 1;
const isShared = 2;
const headerBytes = 8;

/**
 * tfjs's own binary with its memory declared as shared, so that threads of ours can compute in it: one bit. tfjs's
 * threaded build has shared memory too, but brings workers of its own along, made for browsers. Undefined where the
 * binary is not as expected.
 */
export function withSharedMemory(binary: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const copy = Uint8Array.from(binary);
  for (let at = headerBytes; at < copy.length; ) {
    const size = readUnsigned(copy, at + 1);
    // One memory, then its limits.
    if (copy[at] === memorySection && copy[size.end] === 1 && copy[size.end + 1] === hasMaximum) {
      copy[size.end + 1] = hasMaximum | isShared;
      return copy;
    }
    at = size.end + size.value;
  }
  return undefined;
}

/** LEB128. */
function readUnsigned(bytes: Uint8Array, from: number): { value: number; end: number } {
  let value = 0;
  for (let at = from, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at + 1 };
  }
}
