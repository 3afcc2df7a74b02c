import type { Expression } from './expression';
import { binaryPrimitives, isUnary, unaryPrimitives } from './primitives';
import { evaluateSpline } from './spline';
import { parametersOf, subexpressionsOf } from './traverse';

export type Evaluator = (x: number, parameters?: Readonly<Record<string, number>>) => number;

/** The expression as a float64 function: each sub-expression has a slot and is computed once a call. */
export function evaluatorOf(expression: Expression): Evaluator {
  const order = subexpressionsOf(expression);
  const slotOf = new Map(order.map((part, slot) => [part, slot]));
  const slots = new Float64Array(order.length);
  const steps = order.flatMap((part, slot) => stepOf(part, slot, slots, slotOf));
  const names = parametersOf(expression);
  return (x, parameters = {}) => {
    checkParameters(names, parameters);
    for (const step of steps) step(x, parameters);
    return slots[order.length - 1] ?? Number.NaN;
  };
}

type Step = (x: number, parameters: Readonly<Record<string, number>>) => void;

function stepOf(part: Expression, slot: number, slots: Float64Array, slotOf: Map<Expression, number>): Step[] {
  const put = (value: number): void => {
    slots[slot] = value;
  };
  if (part.kind === 'variable') return [(x) => put(x)];
  if (part.kind === 'parameter') return [(_, parameters) => put(parameters[part.name] ?? Number.NaN)];
  if (part.kind === 'constant') {
    put(part.value);
    return [];
  }
  const [a, b, c] = part.args.map((arg) => {
    const from = slotOf.get(arg) ?? 0;
    return () => slots[from] ?? Number.NaN;
  });
  const { primitive, spline } = part;
  if (a && spline) return [() => put(evaluateSpline(spline, a()))];
  if (a && b && c) return [() => put(a() > 0 ? b() : c())];
  if (a && isUnary(primitive)) {
    const evaluate = unaryPrimitives[primitive];
    return [() => put(evaluate(a()))];
  }
  if (!a || !b || isUnary(primitive) || primitive === 'where' || primitive === 'spline') {
    throw new Error(`${primitive} was called with ${part.args.length} arguments.`);
  }
  const evaluate = binaryPrimitives[primitive];
  return [() => put(evaluate(a(), b()))];
}

function checkParameters(names: readonly string[], parameters: Readonly<Record<string, number>>): void {
  const missing = names.filter((name) => parameters[name] === undefined);
  if (missing.length > 0) throw new Error(`No value was given for the parameter ${missing.join(', ')}.`);
}
