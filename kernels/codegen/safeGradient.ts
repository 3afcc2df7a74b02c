import type { Call, Expression, Primitive } from '../expression/expression';
import { rangeOf } from '../expression/range';
import { subexpressionsOf } from '../expression/traverse';

/** Their slopes are bounded, or grow no faster than what they multiply. */
const tame: ReadonlySet<Primitive> = new Set<Primitive>([
  ...(['add', 'sub', 'mul', 'div', 'neg', 'abs', 'step', 'min', 'max'] as const),
  ...(['tanh', 'sigmoid', 'softplus', 'erf', 'erfc', 'sin', 'cos', 'atan'] as const),
]);
/** e²⁰ squared is still far from float32's end. */
const steepest = 20;

/** Whether a library that differentiates the composition by itself meets no ∞·0 on the way, for any x up to ±1e4. */
export function hasSafeGradient(expression: Expression): boolean {
  return subexpressionsOf(expression).every((part) => part.kind !== 'call' || isTame(part));
}

function isTame({ primitive, args: [a, b] }: Call): boolean {
  if (tame.has(primitive)) return true;
  if (!a) return false;
  if (primitive === 'exp' || primitive === 'expm1') return rangeOf(a).high <= steepest;
  return primitive === 'power' && b?.kind === 'constant' && Number.isInteger(b.value) && b.value > 0;
}
