/** Who hands out memory of a wasm program. */
export interface Allocator {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Every piece begins at a multiple of this: a cache line. */
const alignment = 64;

/**
 * The working memory of one native call at a time: packed matrices, tables of rows. It is kept from call to call and
 * grows to what the largest needed, since asking for it anew costs more than a small product.
 */
export class Workspace {
  private start = 0;
  private size = 0;

  constructor(private readonly allocator: Allocator) {}

  /** Addresses of pieces of so many bytes, valid until the next call. */
  take<Name extends string>(bytes: Readonly<Record<Name, number>>): Record<Name, number> {
    const entries = Object.entries<number>(bytes);
    this.grow(entries.reduce((total, [, size]) => total + roundUp(size), alignment));
    let next = roundUp(this.start);
    return Object.fromEntries(
      entries.map(([name, size]) => {
        const address = next;
        next += roundUp(size);
        return [name, address];
      }),
    ) as Record<Name, number>;
  }

  private grow(bytes: number): void {
    if (bytes <= this.size) return;
    if (this.size > 0) this.allocator._free(this.start);
    this.size = 0;
    this.start = this.allocator._malloc(bytes) >>> 0;
    this.size = bytes;
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
