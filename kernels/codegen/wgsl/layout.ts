export interface Layout {
  /** Elements that an invocation takes at once: 4 where the tensor's size allows it, else 1. */
  readonly lanes: 1 | 4;
  /** What the tensors hold. Arithmetic is in float32 either way. */
  readonly storage: 'f32' | 'f16';
}

/** How loads and stores of one layout are written. */
export interface Access {
  /** A single number, as the tensors hold it. */
  readonly scalar: string;
  /** An element of a tensor's array. */
  readonly element: string;
  /** What is computed with. */
  readonly wide: string;
  /** `lane` is '.x' and so on, or nothing where there is but one. */
  each(text: (lane: string) => string): string;
}

export function accessOf({ lanes, storage }: Layout): Access {
  if (lanes === 1) return { scalar: storage, element: storage, wide: 'f32', each: (text) => text('') };
  return {
    scalar: storage,
    element: `vec4<${storage}>`,
    wide: 'vec4<f32>',
    each: (text) => `vec4<f32>(${['.x', '.y', '.z', '.w'].map(text).join(', ')})`,
  };
}
