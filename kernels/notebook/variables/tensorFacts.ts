import { ownData } from './ownData';

export interface TensorFacts {
  shape: number[];
  dtype: string;
  size: number;
  isDisposed: boolean;
  dataId: object;
}

const bytesOf: Record<string, number> = { float32: 4, int32: 4, bool: 1, complex64: 8 };

/** What a tensor of any copy of tfjs keeps in its own fields; undefined for what is no tensor. */
export function tensorFacts(value: unknown): TensorFacts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [shape, dtype, size, dataId] = ['shape', 'dtype', 'size', 'dataId'].map((key) => ownData(value, key));
  if (!Array.isArray(shape) || typeof dtype !== 'string' || typeof size !== 'number') return undefined;
  if (typeof dataId !== 'object' || dataId === null) return undefined;
  return { shape, dtype, size, dataId, isDisposed: ownData(value, 'isDisposedInternal') === true };
}

/** Undefined for strings, whose length only the backend knows. */
export function tensorBytes({ dtype, size }: TensorFacts): number | undefined {
  const each = bytesOf[dtype];
  return each === undefined ? undefined : each * size;
}
