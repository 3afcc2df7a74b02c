import type { Range } from '../../../expression/range';
import type { Graph, Node } from '../graph';
import { clamp, exp, expm1, isWithin } from './exponential';

export interface Logistic {
  /** σ(a). */
  value: Node;
  /** 1 − σ(a), without the subtraction that would cancel. */
  complement: Node;
}

/** Where neither eᵃ nor e⁻ᵃ leaves the normal numbers. */
const near: Range = { low: -87, high: 87 };

/** Quotients by 1 + E with E = e^±a: whoever asks for both shares one division. */
export function logistic(graph: Graph, a: Node, bounds: Range): Logistic {
  if (bounds.high <= 0 || isWithin(bounds, near)) {
    const e = exp(graph, a, bounds);
    return quotients(graph, e, graph.add(e, 1));
  }
  if (bounds.low >= 0) {
    const e = exp(graph, graph.neg(a), { low: -bounds.high, high: -bounds.low });
    const { value, complement } = quotients(graph, e, graph.add(e, 1));
    return { value: complement, complement: value };
  }
  const e = exp(graph, graph.neg(graph.abs(a)), { low: -Infinity, high: 0 });
  const { value, complement } = quotients(graph, e, graph.add(e, 1));
  const isPositive = graph.greater(a, 0);
  return {
    value: graph.select(isPositive, complement, value),
    complement: graph.select(isPositive, value, complement),
  };
}

function quotients(graph: Graph, e: Node, sum: Node): Logistic {
  return { value: graph.div(e, sum), complement: graph.div(1, sum) };
}

/** tanh a = m/(m + 2) with m = e^2a − 1, which cancels nowhere. */
export function tanh(graph: Graph, a: Node, bounds: Range): Node {
  // Past these tanh is ±1 to the last bit.
  const ends: Range = { low: -43.5, high: 43.5 };
  if (bounds.low >= 0) {
    const twice = { low: Math.max(-2 * bounds.high, 2 * ends.low), high: -2 * bounds.low };
    const m = expm1(graph, graph.mul(clamp(graph, a, bounds, ends), -2), twice);
    return graph.div(graph.neg(m), graph.add(m, 2));
  }
  const m = expm1(graph, graph.mul(clamp(graph, a, bounds, ends), 2), near);
  return graph.div(m, graph.add(m, 2));
}
