import type { Call, Expression, Primitive, UnaryPrimitive } from '../../expression/expression';
import type { Range } from '../../expression/range';
import type { Graph, Node } from './graph';
import { erf, erfc, expOfMinusSquare } from './math/errorFunction';
import { exp, expm1, expm1MinusArgument } from './math/exponential';
import { smallestNormal } from './math/floatParts';
import { log, log1p, softplus } from './math/logarithm';
import { logistic, tanh } from './math/logistic';
import { logOfSize, powerOf } from './math/power';
import { evaluateTable } from './math/table';
import { atan, cos, sin } from './math/trigonometry';

/** What an expression's leaves are in the graph, and how far each part of it can go. */
export interface Lowering {
  readonly graph: Graph;
  readonly x: Node;
  scalarOf(parameter: string): Node;
  boundsOf(expression: Expression): Range;
}

/** Expressions as vector operations, each once. */
export function lowerer(lowering: Lowering): (expression: Expression) => Node {
  const known = new Map<Expression, Node>();
  const lower = (expression: Expression): Node => {
    const before = known.get(expression);
    if (before) return before;
    const node = compute(expression);
    known.set(expression, node);
    return node;
  };
  const compute = (expression: Expression): Node => {
    if (expression.kind === 'variable') return lowering.x;
    if (expression.kind === 'constant') return lowering.graph.number(expression.value);
    if (expression.kind === 'parameter') return lowering.scalarOf(expression.name);
    return lowerIdiom(expression, lowering, lower) ?? lowerCall(expression, lowering, lower);
  };
  return lower;
}

type Lower = (expression: Expression) => Node;

/** Pairs of primitives that are more exact, or cheaper, as one. */
function lowerIdiom(call: Call, { graph, boundsOf }: Lowering, lower: Lower): Node | undefined {
  const [left, right] = call.args;
  const ofExpm1 = argumentOf(left, 'expm1');
  if (call.primitive === 'sub' && ofExpm1 && ofExpm1 === right) {
    return expm1MinusArgument(graph, lower(ofExpm1), boundsOf(ofExpm1));
  }
  const size = call.primitive === 'log' ? keptFromZero(left) : undefined;
  if (size && boundsOf(size).low >= 0) return logOfSize(graph, lower(size), boundsOf(size));
  const ofSigmoid = argumentOf(right, 'sigmoid');
  if (call.primitive === 'sub' && ofSigmoid && left?.kind === 'constant' && left.value === 1) {
    return logistic(graph, lower(ofSigmoid), boundsOf(ofSigmoid)).complement;
  }
  const squared = call.primitive === 'exp' ? squareIn(argumentOf(left, 'neg')) : undefined;
  // Of |factor|, as erfc takes it: the two then share their exponential.
  if (squared) {
    const { low, high } = boundsOf(squared.factor);
    const size = { low: 0, high: Math.max(-low, high) };
    return expOfMinusSquare(graph, squared.scale, graph.abs(lower(squared.factor)), size);
  }
  return undefined;
}

function argumentOf(expression: Expression | undefined, primitive: Primitive): Expression | undefined {
  return expression?.kind === 'call' && expression.primitive === primitive ? expression.args[0] : undefined;
}

/** Of max(size, a number that only keeps the logarithm from −∞). */
function keptFromZero(expression: Expression | undefined): Expression | undefined {
  const size = argumentOf(expression, 'max');
  const bound = expression?.kind === 'call' ? expression.args[1] : undefined;
  const isBound = bound?.kind === 'constant' && bound.value > 0 && bound.value <= smallestNormal;
  return isBound ? size : undefined;
}

/** (scale·factor)², whatever their signs. */
function squareIn(expression: Expression | undefined): { scale: number; factor: Expression } | undefined {
  const base = argumentOf(expression, 'power');
  const exponent = expression?.kind === 'call' ? expression.args[1] : undefined;
  return base && exponent?.kind === 'constant' && exponent.value === 2 ? scaled(base) : undefined;
}

function scaled(expression: Expression): { scale: number; factor: Expression } {
  const inner = argumentOf(expression, 'neg') ?? argumentOf(expression, 'abs');
  if (inner) return scaled(inner);
  const [scale, factor] = expression.kind === 'call' && expression.primitive === 'mul' ? expression.args : [];
  return scale?.kind === 'constant' && factor
    ? { scale: Math.abs(scale.value), factor: scaled(factor).scale === 1 ? scaled(factor).factor : factor }
    : { scale: 1, factor: expression };
}

function lowerCall(call: Call, lowering: Lowering, lower: Lower): Node {
  const [a, b, c] = call.args;
  if (!a) throw new Error(`${call.primitive} was called without arguments.`);
  if (call.spline) return evaluateTable(lowering.graph, call.spline, lower(a));
  if (b && c) return lowering.graph.select(lowering.graph.greater(lower(a), 0), lower(b), lower(c));
  return b ? lowerBinary(call.primitive, a, b, lowering, lower) : lowerUnary(call.primitive, a, lowering, lower);
}

const unary: Record<UnaryPrimitive, (graph: Graph, a: Node, bounds: Range) => Node> = {
  neg: (graph, a) => graph.neg(a),
  abs: (graph, a) => graph.abs(a),
  step: (graph, a) => graph.and(graph.greater(a, 0), 1),
  sqrt: (graph, a) => graph.node('sqrt', [a]),
  exp: (graph, a, bounds) => exp(graph, a, bounds),
  expm1,
  log,
  log1p,
  sin,
  cos,
  atan,
  tanh,
  sigmoid: (graph, a, bounds) => logistic(graph, a, bounds).value,
  softplus,
  erf,
  erfc: (graph, a, bounds) => erfc(graph, 1, a, bounds),
};

function lowerUnary(primitive: Primitive, a: Expression, { graph, boundsOf }: Lowering, lower: Lower): Node {
  if (!(primitive in unary)) throw new Error(`${primitive} was called with one argument.`);
  if (primitive === 'erfc') {
    const [scale, factor] = a.kind === 'call' && a.primitive === 'mul' ? a.args : [];
    // The factor apart: its square keeps all its digits.
    if (scale?.kind === 'constant' && scale.value > 0 && factor) {
      return erfc(graph, scale.value, lower(factor), boundsOf(factor));
    }
  }
  return unary[primitive as UnaryPrimitive](graph, lower(a), boundsOf(a));
}

function lowerBinary(
  primitive: Primitive,
  a: Expression,
  b: Expression,
  { graph, boundsOf }: Lowering,
  lower: Lower,
): Node {
  const [within, other] = [boundsOf(a), boundsOf(b)];
  switch (primitive) {
    case 'add':
      return graph.add(lower(a), lower(b));
    case 'sub':
      return graph.sub(lower(a), lower(b));
    case 'mul':
      return graph.mul(lower(a), lower(b));
    case 'div':
      return graph.div(lower(a), lower(b));
    case 'min':
      if (within.high <= other.low) return lower(a);
      return other.high <= within.low ? lower(b) : graph.least(lower(a), lower(b));
    case 'max':
      if (within.low >= other.high) return lower(a);
      return other.low >= within.high ? lower(b) : graph.greatest(lower(a), lower(b));
    case 'power':
      if (b.kind === 'constant' && Number.isInteger(b.value)) return integerPower(graph, lower(a), b.value);
      return powerOf(graph, lower(a), lower(b), within);
    default:
      throw new Error(`${primitive} was called with two arguments.`);
  }
}

function integerPower(graph: Graph, base: Node, exponent: number): Node {
  if (exponent < 0) return graph.div(1, integerPower(graph, base, -exponent));
  if (exponent === 1) return base;
  const half = integerPower(graph, base, Math.floor(exponent / 2));
  const even = graph.mul(half, half);
  return exponent % 2 === 1 ? graph.mul(even, base) : even;
}
