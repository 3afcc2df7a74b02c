import type { Binding } from './plan';

/** Numbers as tensors, made once for calls in a row with the same ones, such as those of one step of training. */
export class Scalars {
  private values: readonly number[] = [];
  private ids: readonly number[] = [];

  constructor(private readonly binding: Binding) {}

  /** Good until the next call. */
  of(values: readonly number[]): readonly number[] {
    const same = values.length === this.values.length && values.every((value, i) => value === this.values[i]);
    if (same) return this.ids;
    for (const id of this.ids) this.binding.deleteTensor(id);
    this.ids = values.map((value) => this.binding.createTensor([], this.binding.TF_FLOAT, Float32Array.of(value)));
    this.values = values;
    return this.ids;
  }
}
