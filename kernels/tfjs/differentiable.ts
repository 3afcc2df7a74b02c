import type { Program } from '../codegen/program';
import { derivativeOf } from '../expression/derivative';
import { type Expression, identityOf } from '../expression/expression';

/** An expression with its derivatives, worked out once and asked for by the name of an input. */
export interface Differentiable {
  readonly expression: Expression;
  by(name: string): Differentiable;
  /** For a backend's compute kernels, with these parameters given at run time. */
  program(parameters: readonly string[]): Program;
}

/**
 * `title` names it in errors; `slope` stands in for the computed derivative by x where a better-conditioned one is known.
 */
export function differentiable(expression: Expression, title: string, slope?: Expression): Differentiable {
  const by = remembered((name: string): Differentiable => {
    const computed = name === 'x' && slope ? slope : derivativeOf(expression, name);
    return differentiable(computed, `${title}, by ${name}`);
  });
  const programs = remembered((_key: string, parameters: readonly string[]): Program => {
    const value = expression;
    const bySlope = by('x').expression;
    const key = `${identityOf(value)} ${identityOf(bySlope)} (${parameters})`;
    const parameterSlopes = parameters.map((name) => by(name).expression);
    return { key, title, value, slope: bySlope, parameters, parameterSlopes };
  });
  return { expression, by, program: (parameters) => programs(parameters.join(), parameters) };
}

/** The function, computed once for each key. */
function remembered<Rest extends unknown[], Result>(compute: (key: string, ...rest: Rest) => Result) {
  const results = new Map<string, Result>();
  return (key: string, ...rest: Rest): Result => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = compute(key, ...rest);
    results.set(key, result);
    return result;
  };
}
