/** Bytes of the WebAssembly binary format: numbers in LEB128, and what is prefixed by its own length. */
export type Bytes = readonly number[];

export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

export function sized(bytes: Bytes): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

export function list(items: readonly Bytes[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

/** Names here are ASCII. */
export function text(name: string): number[] {
  return sized([...name].map((letter) => letter.charCodeAt(0)));
}
