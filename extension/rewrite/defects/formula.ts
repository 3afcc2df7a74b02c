import type { Node } from '@vscode/tree-sitter-wasm';

/** Tensor arithmetic of any library, however it is spelled: `x * torch.tanh(e)`, `x.mul(e.tanh())`, `tf.mul(x, …)`. */
export interface Formula {
  readonly op: Op | 'other';
  readonly args: readonly Formula[];
  readonly node: Node;
  /** The name of the function that was called, or of the method's property. */
  readonly callee: Node | null;
}

export type Op = 'mul' | 'tanh' | 'exp' | 'expm1' | 'min' | 'sigmoid' | 'softplus';

/** How one language's syntax says arithmetic. */
export type FormulaReader = (node: Node) => Formula;

export function isOp(formula: Formula | undefined, op: Op): formula is Formula {
  return formula?.op === op;
}

/** The same text up to spaces: the same value, as long as nothing is assigned between. */
export function isSame(a: Formula, b: Formula): boolean {
  const bare = ({ node }: Formula) => node.text.replaceAll(/\s+/g, '');
  return bare(a) === bare(b);
}

/** x·g(x): the factor and the gate, in whichever order they are multiplied. */
export function gatedBy(formula: Formula, gate: Op): { factor: Formula; gate: Formula } | null {
  const [a, b] = formula.args;
  if (formula.op !== 'mul' || !a || !b) {
    return null;
  }
  if (isOp(b, gate)) {
    return { factor: a, gate: b };
  }
  return isOp(a, gate) ? { factor: b, gate: a } : null;
}
