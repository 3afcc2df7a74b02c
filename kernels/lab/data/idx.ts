import { DataError } from './dataFailure';

/** The IDX format of MNIST: two zero bytes, element type, number of dimensions, sizes (big endian), then the values. */
export interface IdxArray {
  shape: number[];
  values: Uint8Array;
}

const unsignedByte = 0x08;
const next = 'Give the official IDX files, as downloaded (.gz) or unpacked.';

export function decodeIdx(bytes: Uint8Array, name: string): IdxArray {
  const [zero0, zero1, type, rank] = bytes;
  if (rank === undefined || zero0 !== 0 || zero1 !== 0) {
    throw new DataError(`${name} is not an IDX file: it does not begin with an IDX header.`, next);
  }
  if (type !== unsignedByte) {
    throw new DataError(`${name} holds IDX values of type 0x${type?.toString(16)}; only bytes (0x8) are read.`, next);
  }
  const start = 4 + 4 * rank;
  if (bytes.length < start) throw new DataError(`${name} is cut off inside its header.`, next);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expected = shape.reduce((product, size) => product * size, 1);
  const found = bytes.length - start;
  if (found !== expected) {
    const problem = found < expected ? 'is cut off' : 'is too long';
    throw new DataError(
      `${name} ${problem}: ${shape.join(' × ')} needs ${expected} bytes after the header, ${found} are there.`,
      next,
    );
  }
  return { shape, values: bytes.subarray(start) };
}

export function encodeIdx({ shape, values }: IdxArray): Uint8Array {
  const start = 4 + 4 * shape.length;
  const bytes = new Uint8Array(start + values.length);
  const view = new DataView(bytes.buffer);
  bytes[2] = unsignedByte;
  bytes[3] = shape.length;
  shape.forEach((size, axis) => {
    view.setUint32(4 + 4 * axis, size);
  });
  bytes.set(values, start);
  return bytes;
}
