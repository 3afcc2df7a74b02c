import type { Layout } from '../../codegen/wgsl/layout';

/** Vectors of four where the size allows them: a tensor's buffer has no room behind its last element. */
export function lanesFor(elements: number): Layout['lanes'] {
  return elements % 4 === 0 ? 4 : 1;
}
