import type { Program } from '../codegen/program';
import { derivativeOf } from '../expression/derivative';
import type { Expression } from '../expression/expression';

/** An expression with its derivatives, worked out once and asked for by the name of an input. */
export interface Differentiable {
  readonly expression: Expression;
  by(name: string): Differentiable;
  /** For a backend's compute kernels, with these parameters given at run time. */
  program(parameters: readonly string[]): Program;
}

export interface Naming {
  /** 'TeLU', for errors. */
  title: string;
  /** Stands for the expression in caches: no two expressions have the same. */
  key: string;
}

/** `slope` stands in for the computed derivative by x where a better-conditioned one is known. */
export function differentiable(expression: Expression, naming: Naming, slope?: Expression): Differentiable {
  const by = remembered((name: string): Differentiable => {
    const computed = name === 'x' && slope ? slope : derivativeOf(expression, name);
    return differentiable(computed, { title: `${naming.title}, by ${name}`, key: `${naming.key} ∂${name}` });
  });
  const programs = remembered(
    (key: string, parameters: readonly string[]): Program => ({
      key,
      title: naming.title,
      value: expression,
      slope: by('x').expression,
      parameters,
      parameterSlopes: parameters.map((name) => by(name).expression),
    }),
  );
  return { expression, by, program: (parameters) => programs(`${naming.key} (${parameters})`, parameters) };
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
